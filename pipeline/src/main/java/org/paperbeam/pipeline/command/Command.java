package org.paperbeam.pipeline.command;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;

/** A command of {@code ./paperbeam}. */
interface Command {
  /** Exit code: done. */
  int DONE = 0;

  /** Exit code: failed. */
  int FAILED = 1;

  /** Exit code: what was asked for cannot be done as it was written. */
  int BAD_USAGE = 2;

  /** The word on the command line. */
  String name();

  /** One line for the help. */
  String summary();

  /** The interface that declares the command's options. */
  Class<? extends PipelineOptions> options();

  /** Whether Beam's own options work beside the command's. */
  boolean takesBeamOptions();

  /** Whether one of Beam's options does: a command without a job takes those of the storage. */
  default boolean takesBeamOption(String name) {
    return takesBeamOptions() || StorageAccess.isForStorage(name);
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws org.paperbeam.pipeline.options.UsageException before anything is called or written,
   *     when what was asked for cannot be done
   */
  int run(CommandLine line, Console console);

  /** The options that arguments without {@code --} stand for, in their order; none for most. */
  default List<String> positions() {
    return List.of();
  }

  /** What an argument means where the command knows two spellings; the argument itself for most. */
  default String spelled(String argument) {
    return argument;
  }

  /** Lines that the help shows below the options. */
  default List<String> notes() {
    return List.of();
  }
}
