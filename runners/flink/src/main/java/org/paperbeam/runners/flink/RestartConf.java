package org.paperbeam.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/**
 * Makes {@code --numberOfExecutionRetries} and {@code --executionRetryDelay} count. Beam 2.70.0
 * hands them to Flink for streaming jobs only ({@code FlinkExecutionEnvironments}); a batch job
 * takes its restart strategy from the configuration that {@code --flinkConfDir} names, and without
 * one is never restarted.
 */
final class RestartConf {
  private RestartConf() {}

  /** Writes such a configuration unless the user has one of his own. */
  static void addTo(FlinkPipelineOptions options) {
    if (options.getFlinkConfDir() != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("paperbeam-flink");
      Path file = folder.resolve("flink-conf.yaml");
      Files.writeString(file, text(options));
      options.setFlinkConfDir(folder.toString());
      file.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the folder for temporary files", e);
    }
  }

  static String text(FlinkPipelineOptions options) {
    return "restart-strategy.type: fixed-delay\n"
        + "restart-strategy.fixed-delay.attempts: "
        + options.getNumberOfExecutionRetries()
        + "\nrestart-strategy.fixed-delay.delay: "
        + options.getExecutionRetryDelay()
        + " ms\n";
  }
}
