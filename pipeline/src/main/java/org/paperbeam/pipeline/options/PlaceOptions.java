package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How a job that runs elsewhere is followed. */
@Description("The runner")
public interface PlaceOptions extends PipelineOptions {
  @Description(
      "Start a job that runs on a cluster or a service and leave it: exit code 0 means started. The"
          + " same command without it follows the job.")
  @Setting(
      order = 95,
      type = ValueType.FLAG,
      initial = "false",
      inProfile = false,
      inTemplate = false)
  Boolean getDetached();

  void setDetached(Boolean value);
}
