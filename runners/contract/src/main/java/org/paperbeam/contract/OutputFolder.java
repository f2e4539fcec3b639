package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An output folder as a user or a script reads it: files and JSON, none of our own types. */
public final class OutputFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OUTCOMES =
      List.of(
          "h_index_filtered",
          "title_filtered",
          "prefiltered",
          "below_cutoff",
          "selected",
          "unscored");

  private final TestStorage storage;
  private final String root;

  /** A folder of a storage. */
  public OutputFolder(TestStorage storage, String root) {
    this.storage = storage;
    this.root = root;
  }

  @Override
  public String toString() {
    return storage.path(root);
  }

  /** A file's text. */
  public String text(String relative) throws IOException {
    // Fonts are among the files: what is no text is compared all the same.
    return new String(storage.read(root + "/" + relative), StandardCharsets.UTF_8);
  }

  /** A JSON file. */
  public JsonNode json(String relative) throws IOException {
    return JSON.readTree(text(relative));
  }

  /** The day's Markdown digest. */
  public String digest(String date) throws IOException {
    return text("digests/" + date.substring(0, 7) + "/" + date + ".md");
  }

  /** The ids of the day's JSON digest, in its order. */
  public List<String> digestOrder(String date) throws IOException {
    List<String> ids = new ArrayList<>();
    JSON.readTree(text("digests/" + date.substring(0, 7) + "/" + date + ".json"))
        .path("papers")
        .forEach(paper -> ids.add(paper.path("arxiv_id").asText()));
    return ids;
  }

  /** Every file below these folders or with these names, relative, sorted. */
  public List<String> files(String... parts) throws IOException {
    List<String> found = new ArrayList<>();
    for (String part : parts) {
      for (String file : storage.files(part.isEmpty() ? root : root + "/" + part)) {
        found.add(file.substring(root.length() + 1));
      }
    }
    found.sort(null);
    return found;
  }

  /** The texts of all files below these folders, run ids and times blanked. */
  public Map<String, String> content(String... parts) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String file : files(parts)) {
      texts.put(file, withoutRun(text(file)));
    }
    return texts;
  }

  /** A file's text with run ids and times blanked. */
  static String withoutRun(String text) {
    return text.replaceAll(
            "\"(run_id|scored_at|generated|started|finished)\"\\s*:\\s*\"[^\"]*\"", "")
        .replaceAll("<updated>[^<]*</updated>", "");
  }

  /** Removes every file below that folder. */
  public void delete(String folder) throws IOException {
    for (String file : files(folder)) {
      storage.delete(root + "/" + file);
    }
  }

  /** Gives the records' folders and files the names that older versions gave them. */
  public void asAnOlderVersionWroteIt() throws IOException {
    for (String folder : List.of("scores", "unscored")) {
      for (String file : files(folder)) {
        String old = file.replace("/day=", "/date=").replace("/_day.json", "/day.json");
        storage.write(root + "/" + old, storage.read(root + "/" + file));
        storage.delete(root + "/" + file);
      }
    }
  }

  /** The lines of all JSON Lines files of a folder. */
  public List<JsonNode> lines(String folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String file : files(folder)) {
      if (file.endsWith(".jsonl")) {
        for (String line : text(file).lines().toList()) {
          lines.add(JSON.readTree(line));
        }
      }
    }
    return lines;
  }

  /** The day's records by id; no paper has two. */
  public Map<String, JsonNode> records(String date) throws IOException {
    Map<String, JsonNode> records = new TreeMap<>();
    for (JsonNode record : lines("scores/day=" + date)) {
      JsonNode twice = records.put(record.path("arxiv_id").asText(), record);
      assertThat("one record of " + record, twice == null, is(true));
    }
    return records;
  }

  /** The day's outcomes by id. */
  public Map<String, String> outcomes(String date) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    records(date).forEach((id, record) -> outcomes.put(id, record.path("outcome").asText()));
    return outcomes;
  }

  /** The report of the run that started last; two may have ids of the same second. */
  public JsonNode report() throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    for (String file : files("runs")) {
      reports.add(JSON.readTree(text(file)));
    }
    return Collections.max(
        reports, Comparator.comparing(r -> Instant.parse(r.path("started").asText())));
  }

  /** Checks that the last report's days add up and tell what stands in the records. */
  public void assertBalanced() throws IOException {
    for (JsonNode day : report().path("days")) {
      String date = day.path("date").asText();
      long sum = day.path("duplicates").asLong();
      for (String outcome : OUTCOMES) {
        sum += day.path(outcome).asLong();
      }
      assertThat("listed = duplicates + outcomes: " + day, sum, is(day.path("listed").asLong()));
      if (!files("scores/day=" + date).isEmpty()) {
        assertThat("records of " + date, counts(date), is(told(day)));
      }
    }
  }

  private Map<String, Long> counts(String date) throws IOException {
    return outcomes(date).values().stream()
        .collect(Collectors.groupingBy(o -> o, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> told(JsonNode day) {
    Map<String, Long> told = new TreeMap<>();
    for (String outcome : OUTCOMES) {
      if (day.path(outcome).asLong() > 0) {
        told.put(outcome, day.path(outcome).asLong());
      }
    }
    return told;
  }

  /** The numbers of the report's day with that index, by name. */
  public Map<String, Long> numbers(int day) throws IOException {
    Map<String, Long> numbers = new LinkedHashMap<>();
    report()
        .path("days")
        .path(day)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().asLong());
              }
            });
    return numbers;
  }

  /** The files, of whatever kind, that hold that text. */
  public List<String> holding(String text) throws IOException {
    List<String> found = new ArrayList<>();
    for (String file : files("")) {
      String content = new String(storage.read(root + "/" + file), StandardCharsets.ISO_8859_1);
      if (content.contains(text)) {
        found.add(file);
      }
    }
    return found;
  }
}
