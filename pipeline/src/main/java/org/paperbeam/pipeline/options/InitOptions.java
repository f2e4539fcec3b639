package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options of init. */
@Description("The new profile")
public interface InitOptions extends PipelineOptions {
  @Description("The folder that the profile is written to; a first argument without -- names it.")
  @Setting(order = 130, type = ValueType.PATH, initial = "my-profile", inProfile = false)
  String getFolder();

  void setFolder(String value);

  @Description(
      "What you want to read, with commas between subjects; a second argument without -- says it.")
  @Setting(
      order = 131,
      type = ValueType.TEXT,
      initialText = "the bundled example's topics",
      inProfile = false)
  @Nullable String getInterests();

  void setInterests(@Nullable String value);

  @Description(
      "A file of papers that you like: BibTeX (.bib), RIS (.ris), or CSL JSON (.json) as Zotero"
          + " exports it.")
  @Setting(order = 132, type = ValueType.PATH, inProfile = false)
  @Nullable String getFrom();

  void setFrom(@Nullable String value);
}
