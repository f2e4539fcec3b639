package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.storage.Folder;

/** Where a kind of job leaves its report. */
interface JobReports<R> {
  /** The report that the job wrote; empty when it wrote none. */
  Optional<R> read(Folder output, String runId) throws IOException;

  /** A report of a job that died. */
  R failed(RunSettings settings, RunFailure failure, Instant now);

  void write(Folder output, R report) throws IOException;
}
