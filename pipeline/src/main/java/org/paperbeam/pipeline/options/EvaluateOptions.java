package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options of evaluate: which records, and by what. */
@Description("The evaluation")
public interface EvaluateOptions extends OutputOptions {
  @Description("The first announcement date, inclusive.")
  @Setting(
      order = 140,
      type = ValueType.DATE,
      initialText = "the first that has records",
      inProfile = false)
  @Nullable String getFrom();

  void setFrom(@Nullable String value);

  @Description("The last announcement date, inclusive.")
  @Setting(
      order = 141,
      type = ValueType.DATE,
      initialText = "the last that has records",
      inProfile = false)
  @Nullable String getTo();

  void setTo(@Nullable String value);

  @Description(
      "A file of arXiv ids: a list of what is wanted, so that nothing else is, or CSV of ids with"
          + " yes or no, or the marks that the pages export, so that nothing is known of others.")
  @Setting(order = 142, type = ValueType.PATH, inProfile = false)
  @Nullable String getLabelFile();

  void setLabelFile(@Nullable String value);

  @Description(
      "The output folder of another run, in place of --labelFile: what it selects is wanted.")
  @Setting(order = 143, type = ValueType.PATH, inProfile = false)
  @Nullable String getAgainst();

  void setAgainst(@Nullable String value);

  @Description(
      "Options of run, in place of --against: the same days are run with them too, asking only what"
          + " the ledger lacks, and compared. E.g. --with=\"--profile=other --llmModel=gpt-4o\".")
  @Setting(order = 144, type = ValueType.TEXT, inProfile = false)
  @Nullable String getWith();

  void setWith(@Nullable String value);
}
