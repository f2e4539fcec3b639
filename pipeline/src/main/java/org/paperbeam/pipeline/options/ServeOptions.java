package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of serve. */
@Description("The server")
public interface ServeOptions extends OutputOptions {
  @Description("The loopback port; 0 takes any free one.")
  @Setting(order = 80, type = ValueType.WHOLE, max = 65535, initial = "8080", inProfile = false)
  Integer getPort();

  void setPort(Integer value);
}
