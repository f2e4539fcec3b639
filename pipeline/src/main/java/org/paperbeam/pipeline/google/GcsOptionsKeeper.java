package org.paperbeam.pipeline.google;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Keeps the options that Beam sets its file systems up with, on the launcher and on every worker of
 * every runner: Beam hands them to its registrars and to nobody else. Registers no file system.
 */
public final class GcsOptionsKeeper implements FileSystemRegistrar {
  private static volatile PipelineOptions latest = PipelineOptionsFactory.create();

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    latest = options;
    return List.of();
  }

  /** The options that Beam's file systems of this process have now. */
  static PipelineOptions latest() {
    return latest;
  }
}
