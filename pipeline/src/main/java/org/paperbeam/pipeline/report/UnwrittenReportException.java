package org.paperbeam.pipeline.report;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** A report that cannot be written, and the report: what was paid stands nowhere else, maybe. */
public final class UnwrittenReportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String json;

  UnwrittenReportException(String json, IOException cause) {
    super("the report cannot be written: " + cause.getMessage(), cause);
    this.json = json;
  }

  /** The report that some cause of a failure carries; empty when none does. */
  public static Optional<RunReport> reportIn(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof UnwrittenReportException unwritten) {
        return Optional.of(RunReports.parse(unwritten.json));
      }
    }
    return Optional.empty();
  }
}
