package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of demo. */
@Description("The demo")
public interface DemoOptions extends OutputOptions, ReaderOptions {
  @Description(
      "Who scores: offline, by words; or recorded, by answers of an LLM's form that were written"
          + " for the sample and the bundled profile, through the same path as a model's.")
  @Setting(
      order = 60,
      type = ValueType.WORD,
      initial = "offline",
      words = {"offline", "recorded"},
      inProfile = false)
  String getScorer();

  void setScorer(String value);
}
