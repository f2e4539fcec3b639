package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** Where a kind of job leaves its report, and what it needs to find there. */
interface JobReports<R> {
  /** Makes the folder ready for the job, before it starts; says on the console what it did. */
  default void prepare(Folder output, Console console) throws IOException {}

  /** The report that the job wrote; empty when it wrote none. */
  Optional<R> read(Folder output, String runId) throws IOException;

  /** The report that a failure of the job carries, because it could not be written. */
  default Optional<R> carried(Throwable failure) {
    return Optional.empty();
  }

  /**
   * A report of a job that died.
   *
   * @param counted what the job had counted when it was last looked at
   */
  R failed(RunSettings settings, RunFailure failure, Instant now, ProgressNumbers counted);

  void write(Folder output, R report) throws IOException;
}
