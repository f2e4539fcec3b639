package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where a command writes or reads, and how much it says. */
@Description("Output")
public interface OutputOptions extends PipelineOptions {
  @Description("The folder that is written: a path or a URL such as gs://bucket/folder.")
  @Setting(order = 90, type = ValueType.PATH, initial = "out")
  String getOutput();

  void setOutput(String value);

  @Description("Show the log of Beam and of the HTTP clients, and stack traces.")
  @Setting(
      order = 91,
      type = ValueType.FLAG,
      initial = "false",
      inProfile = false,
      inTemplate = false)
  Boolean getVerbose();

  void setVerbose(Boolean value);

  @Description("The Google Cloud project that pays for gs:// buckets that are requester pays.")
  @Setting(order = 92, type = ValueType.TEXT, inProfile = false)
  @Nullable String getGcsUserProject();

  void setGcsUserProject(@Nullable String value);
}
