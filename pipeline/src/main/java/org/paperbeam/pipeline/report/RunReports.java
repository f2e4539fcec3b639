package org.paperbeam.pipeline.report;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/** Writes and reads run reports, {@code runs/RUN_ID.json} in an output folder. */
public final class RunReports {
  private static final JsonForm<RunReport> FORM = JsonForm.ofReport(RunReport.class);

  private RunReports() {}

  /** The report's path in the output folder. */
  public static String path(String runId) {
    return "runs/" + runId + ".json";
  }

  /**
   * Writes the report, whole or not at all; over an earlier one of the same run only. Where that
   * one may not be replaced it stays: the runner did the run's last step twice.
   *
   * @throws IOException also when another run took the same id
   */
  public static void write(Folder output, RunReport report) throws IOException {
    String path = path(report.runId());
    boolean written = false;
    while (!written) {
      StoredFile before = output.find(path);
      if (before != null
          && !parse(output, path, before.text()).started().equals(report.started())) {
        throw new IOException(
            output + "/" + path + " is the report of another run: run the command again");
      }
      try {
        written = output.writeIf(WriteCondition.unchangedSince(before), path, FORM.pretty(report));
      } catch (RetainedException e) {
        if (before == null) {
          throw e;
        }
        written = true;
      }
    }
  }

  /**
   * Writes the report, see {@link #write}; where that fails it is not lost.
   *
   * @param failing the report as it reads when it cannot be written for that reason
   * @throws UnwrittenReportException with that one
   */
  public static void writeOrCarry(
      Folder output, RunReport report, Function<RunFailure, RunReport> failing)
      throws UnwrittenReportException {
    try {
      write(output, report);
    } catch (IOException e) {
      RunFailure failure =
          RunFailure.of(
              FailureStage.JOB,
              FailureKind.STORAGE,
              "the report cannot be written: " + e.getMessage());
      throw new UnwrittenReportException(FORM.line(failing.apply(failure)), e);
    }
  }

  /** Reads what {@link #writeOrCarry} carries. */
  static RunReport parse(String text) {
    return FORM.read(text);
  }

  /**
   * Reads a run's report; empty when the run wrote none.
   *
   * @throws IOException when it cannot be read or is no report
   */
  public static Optional<RunReport> read(Folder output, String runId) throws IOException {
    String path = path(runId);
    String text = output.readIfPresent(path);
    return text == null ? Optional.empty() : Optional.of(parse(output, path, text));
  }

  private static RunReport parse(Folder output, String path, String text) throws IOException {
    try {
      return FORM.read(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(output + "/" + path + " is not a run report: " + e.getMessage(), e);
    }
  }
}
