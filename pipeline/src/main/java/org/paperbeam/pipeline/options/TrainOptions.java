package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options of train: what is learnt from, what is promised, and where the filter goes. */
@Description("The learning")
public interface TrainOptions extends OutputOptions {
  @Description("The first announcement date to learn from, inclusive.")
  @Setting(
      order = 120,
      type = ValueType.DATE,
      initialText = "the first that has records",
      inProfile = false)
  @Nullable String getFrom();

  void setFrom(@Nullable String value);

  @Description("The last announcement date to learn from, inclusive.")
  @Setting(
      order = 121,
      type = ValueType.DATE,
      initialText = "the last that has records",
      inProfile = false)
  @Nullable String getTo();

  void setTo(@Nullable String value);

  @Description("The share of the papers for the digest that the filter is to keep.")
  @Setting(
      order = 122,
      type = ValueType.NUMBER,
      min = 0.5,
      max = 0.999,
      initial = "0.97",
      inProfile = false)
  Double getKeepRecall();

  void setKeepRecall(Double value);

  @Description("How sure that share is to be.")
  @Setting(
      order = 123,
      type = ValueType.NUMBER,
      min = 0.5,
      max = 0.999,
      initial = "0.95",
      inProfile = false)
  Double getConfidence();

  void setConfidence(Double value);

  @Description(
      "Your stars and dislikes, which outweigh the LLM: the file that the pages export, or that"
          + " serve keeps.")
  @Setting(
      order = 125,
      type = ValueType.PATH,
      initialText = "OUTPUT/marks.json, if it is there",
      inProfile = false)
  @Nullable String getMarks();

  void setMarks(@Nullable String value);

  @Description("The file that the filter is written to; run and estimate take the same option.")
  @Setting(order = 124, type = ValueType.PATH, inProfile = false)
  @Nullable String getPrefilter();

  void setPrefilter(@Nullable String value);
}
