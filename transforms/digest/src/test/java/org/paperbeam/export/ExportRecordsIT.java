package org.paperbeam.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.Outcome;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.InventedDays;

class ExportRecordsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> DAYS = List.of("2025-03-18", "2025-03-19");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    InventedDays.write(output());
  }

  private Folder output() {
    return Folder.of(folder.resolve("out").toString());
  }

  private Folder target() {
    return Folder.of(folder.resolve("table").toString());
  }

  private void export(ExportRecords export) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply("Export records", export);
    pipeline.run().waitUntilFinish();
  }

  private ExportRecords of(List<String> days, ExportFormat format) {
    return ExportRecords.write().withRecords(output(), days).withTarget(target(), format);
  }

  private List<String> lines(Folder where, String file) throws IOException {
    String text = where.readIfPresent(file);
    return text == null ? List.of() : text.lines().toList();
  }

  @Test
  void aRepeatLeavesTheSameRowsAndNothingElse() throws IOException {
    for (int time = 0; time < 2; time++) {
      export(of(DAYS, ExportFormat.JSONL));
      assertThat(
          target().list("**"),
          contains("day=2025-03-18/records.jsonl", "day=2025-03-19/records.jsonl"));
      for (String day : DAYS) {
        assertThat(
            lines(target(), ExportRecords.file(day, ExportFormat.JSONL)),
            containsInAnyOrder(
                lines(output(), "scores/day=" + day + "/records.jsonl").toArray(String[]::new)));
      }
    }
  }

  @Test
  void aDayWithoutSuchRecordsLosesItsFileAndOthersStay() throws IOException {
    export(of(List.of("2025-03-18", "2025-03-20"), ExportFormat.JSONL));
    export(of(List.of("2025-03-18"), ExportFormat.CSV));
    export(
        of(List.of("2025-03-18", "2025-03-19"), ExportFormat.JSONL)
            .withOutcomes(List.of(Outcome.UNSCORED)));
    assertThat(
        target().list("**"),
        contains("day=2025-03-18/records.csv", "day=2025-03-20/records.jsonl"));
    export(
        of(List.of("2025-03-20"), ExportFormat.JSONL)
            .withOutcomes(List.of(Outcome.TITLE_FILTERED)));
    List<String> left = lines(target(), "day=2025-03-20/records.jsonl");
    assertThat(left.size(), is(1));
    assertThat(MAPPER.readTree(left.get(0)).path("outcome").asText(), is("title_filtered"));
  }

  @Test
  void avroAndCsvHoldTheLines() throws IOException {
    export(of(List.of("2025-03-18"), ExportFormat.AVRO));
    export(of(List.of("2025-03-18"), ExportFormat.CSV));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : lines(output(), "scores/day=2025-03-18/records.jsonl")) {
      lines.add(MAPPER.readTree(line));
    }
    List<JsonNode> avro = new ArrayList<>();
    Path file = folder.resolve("table/day=2025-03-18/records.avro");
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      // Avro's own text of a record is JSON.
      for (GenericRecord record : reader) {
        avro.add(MAPPER.readTree(record.toString()));
      }
    }
    assertThat(avro, containsInAnyOrder(lines.toArray()));
    List<JsonNode> csv = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.parse(
            Files.readString(folder.resolve("table/day=2025-03-18/records.csv")),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      assertThat(parser.getHeaderNames(), is(RecordRows.schema().getFieldNames()));
      for (CSVRecord row : parser) {
        csv.add(json(row, lines.get(0)));
      }
    }
    assertThat(csv, containsInAnyOrder(lines.toArray()));
  }

  /** What stands in a row, each field as the line with these types would have it. */
  private static JsonNode json(CSVRecord row, JsonNode like) throws IOException {
    var json = MAPPER.createObjectNode();
    for (String name : row.getParser().getHeaderNames()) {
      String text = row.get(name);
      boolean plain = like.path(name).isTextual() || name.equals("model") || name.endsWith("_at");
      json.set(
          name,
          text.isEmpty()
              ? MAPPER.nullNode()
              : plain || name.equals("comment") || name.equals("prompt_sha256")
                  ? MAPPER.getNodeFactory().textNode(text)
                  : MAPPER.readTree(text));
    }
    return json;
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThrows(
        IllegalStateException.class,
        () -> export(ExportRecords.write().withRecords(output(), DAYS)));
    assertThrows(
        IllegalArgumentException.class, () -> ExportRecords.write().withOutcomes(List.of()));
  }
}
