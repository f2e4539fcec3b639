package org.paperbeam.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.paperbeam.storage.Folder;

/** Writes and reads the reports of estimates, {@code estimates/RUN_ID.json} in an output folder. */
public final class EstimateReports {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private EstimateReports() {}

  /** The report's path in the output folder. */
  public static String path(String runId) {
    return "estimates/" + runId + ".json";
  }

  /** Writes the report, whole or not at all. */
  public static void write(Folder output, EstimateReport report) throws IOException {
    try {
      output.write(path(report.runId()), JSON.writeValueAsString(report) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values cannot be written", e);
    }
  }

  /**
   * Reads an estimate's report; empty when there is none.
   *
   * @throws IOException when it cannot be read or is no report
   */
  public static Optional<EstimateReport> read(Folder output, String runId) throws IOException {
    String text = output.readIfPresent(path(runId));
    return text == null
        ? Optional.empty()
        : Optional.of(JSON.readValue(text, EstimateReport.class));
  }
}
