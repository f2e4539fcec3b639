package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** Where a kind of job leaves its report, and what it needs to find there. */
interface JobReports<R> {
  /** Makes the folder ready for the job, before it starts; says on the console what it did. */
  default void prepare(Folder output, Console console) throws IOException {}

  /** The report that the job wrote; empty when it wrote none. */
  Optional<R> read(Folder output, String runId) throws IOException;

  /** A report of a job that died. */
  R failed(RunSettings settings, RunFailure failure, Instant now);

  void write(Folder output, R report) throws IOException;
}
