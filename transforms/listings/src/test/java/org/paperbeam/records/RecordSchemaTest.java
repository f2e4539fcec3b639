package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Days;

/** The published schema says what the records are, and changes as it promises. */
class RecordSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonForm<PaperRecord> FORM = JsonForm.of(PaperRecord.class);
  private static final JsonNode SCHEMA = schema();

  /** Version 1.0, field by field: what a reader of it relies on stays. */
  private static final List<String> FIRST =
      List.of(
          "arxiv_id string",
          "version integer",
          "date string",
          "date_basis enum",
          "announce_type enum",
          "title string",
          "authors array",
          "abstract string",
          "categories array",
          "submitted string|null",
          "outcome enum",
          "author_match boolean",
          "max_h_index integer|null",
          "relevance integer|null",
          "novelty integer|null",
          "score integer|null",
          "comment string|null",
          "model string|null",
          "prompt_sha256 string|null",
          "scored_at string|null",
          "run_id string|null");

  private static JsonNode schema() {
    try (InputStream in =
        PaperRecord.class.getResourceAsStream("/org/paperbeam/records/record.schema.json")) {
      return new JsonMapper().readTree(Objects.requireNonNull(in, "record.schema.json"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(JsonNode property) {
    if (property.has("enum")) {
      return "enum";
    }
    JsonNode type = property.path("type");
    List<String> names = new ArrayList<>();
    (type.isArray() ? type : JSON.createArrayNode().add(type)).forEach(t -> names.add(t.asText()));
    return String.join("|", names);
  }

  private static boolean fits(JsonNode property, JsonNode value) {
    if (property.has("enum")) {
      List<String> values = new ArrayList<>();
      property.path("enum").forEach(v -> values.add(v.asText()));
      return value.isTextual() && values.contains(value.asText());
    }
    boolean inRange =
        !value.isIntegralNumber()
            || (value.asLong() >= property.path("minimum").asLong(Long.MIN_VALUE)
                && value.asLong() <= property.path("maximum").asLong(Long.MAX_VALUE));
    return inRange
        && Stream.of(type(property).split("\\|"))
            .anyMatch(
                type ->
                    switch (type) {
                      case "string" -> value.isTextual();
                      case "integer" -> value.isIntegralNumber();
                      case "boolean" -> value.isBoolean();
                      case "array" -> value.isArray();
                      case "null" -> value.isNull();
                      default -> throw new IllegalArgumentException(type);
                    });
  }

  private static List<String> labels(JsonNode values) {
    List<String> labels = new ArrayList<>();
    values.forEach(v -> labels.add(v.asText()));
    return labels;
  }

  private static List<String> labels(Object[] constants) {
    return Stream.of(constants).map(c -> JSON.valueToTree(c).asText()).toList();
  }

  @Test
  void theSchemaHasEveryFieldOfARecordInItsOrderAndNoOther() throws Exception {
    List<String> fields = new ArrayList<>();
    JSON.readTree(FORM.line(Days.selected("2503.00001", 9, 8)))
        .fieldNames()
        .forEachRemaining(fields::add);
    List<String> properties = new ArrayList<>();
    SCHEMA.path("properties").fieldNames().forEachRemaining(properties::add);
    assertThat(properties, is(fields));
    // Records of an earlier minor version stay as they were written, and fit.
    List<String> ofTheFirst = FIRST.stream().map(field -> field.split(" ", 2)[0]).toList();
    assertThat(labels(SCHEMA.path("required")), is(ofTheFirst));
  }

  @Test
  void everyKindOfRecordFitsIt() throws Exception {
    PaperRecord match =
        Days.selected("2503.00002", 1, 1).toBuilder().setAuthorMatch(true).setComment(null).build();
    List<PaperRecord> records =
        new ArrayList<>(List.of(Days.selected("2503.00001", 10, 10), match));
    for (Outcome outcome : Outcome.values()) {
      records.add(Days.decided("hep-th/9901001", outcome));
    }
    for (PaperRecord record : records) {
      JsonNode line = JSON.readTree(FORM.line(record));
      SCHEMA
          .path("properties")
          .properties()
          .forEach(
              p ->
                  assertThat(
                      p.getKey() + " of " + line,
                      fits(p.getValue(), line.path(p.getKey())),
                      is(true)));
    }
  }

  @Test
  void wordsAreThoseOfTheCode() {
    JsonNode properties = SCHEMA.path("properties");
    assertThat(
        labels(properties.at("/outcome/enum")),
        containsInAnyOrder(labels(Outcome.values()).toArray()));
    assertThat(
        labels(properties.at("/announce_type/enum")),
        containsInAnyOrder(labels(AnnounceType.values()).toArray()));
    assertThat(
        labels(properties.at("/date_basis/enum")),
        containsInAnyOrder(labels(DateBasis.values()).toArray()));
  }

  @Test
  void theVersionGrowsWithTheFieldsAndNothingOfTheFirstIsChanged() {
    List<String> now = new ArrayList<>();
    SCHEMA
        .path("properties")
        .properties()
        .forEach(p -> now.add(p.getKey() + " " + type(p.getValue())));
    List<String> kept = new ArrayList<>(FIRST);
    kept.removeAll(now);
    assertThat("gone or of another type: a new major version", kept, is(List.of()));
    boolean grown = now.size() > FIRST.size();
    String version = SCHEMA.path("$id").asText().replaceFirst(".*:", "");
    assertThat("with a field more the minor version grows", version.equals("1.0"), is(!grown));
    assertThat(version.startsWith("1."), is(true));
  }
}
