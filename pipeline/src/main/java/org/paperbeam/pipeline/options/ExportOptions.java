package org.paperbeam.pipeline.options;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options of export: which records, in which form, and where they go. */
@Description("The export")
public interface ExportOptions extends OutputOptions {
  @Description("The first announcement date, inclusive.")
  @Setting(
      order = 150,
      type = ValueType.DATE,
      initialText = "the first that has records",
      inProfile = false)
  @Nullable String getFrom();

  void setFrom(@Nullable String value);

  @Description("The last announcement date, inclusive. What is no date is taken for --toPath.")
  @Setting(
      order = 151,
      type = ValueType.DATE,
      initialText = "the last that has records",
      inProfile = false)
  @Nullable String getTo();

  void setTo(@Nullable String value);

  @Description("Only records with these outcomes.")
  @Setting(
      order = 152,
      type = ValueType.WORDS,
      initialText = "all",
      words = {
        "selected",
        "below_cutoff",
        "title_filtered",
        "h_index_filtered",
        "prefiltered",
        "unscored"
      },
      inProfile = false)
  @Nullable List<String> getOutcome();

  void setOutcome(@Nullable List<String> value);

  @Description("The form of the files.")
  @Setting(
      order = 153,
      type = ValueType.WORD,
      initial = "parquet",
      words = {"parquet", "avro", "csv", "jsonl"},
      inProfile = false)
  String getFormat();

  void setFormat(String value);

  @Description("The folder that the files go to, one a day; --to=PATH says the same.")
  @Setting(order = 154, type = ValueType.PATH, inProfile = false)
  @Nullable String getToPath();

  void setToPath(@Nullable String value);
}
