package org.paperbeam.pipeline.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ended. */
public enum RunState {
  /** Every day is complete. */
  COMPLETE(0),
  /** Days are published, some of them with papers that are not scored. */
  PARTIAL(3),
  /** Nothing is published for the days that are not complete. */
  FAILED(1);

  private final int exitCode;

  RunState(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The launcher's exit code. */
  public int exitCode() {
    return exitCode;
  }

  /** The word the report uses, e.g. {@code complete}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
