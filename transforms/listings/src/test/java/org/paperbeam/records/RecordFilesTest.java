package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

class RecordFilesTest {
  private static final String RECORDS = "scores/day=2025-03-25/records.jsonl";
  private static final String DAY = "scores/day=2025-03-25/_day.json";
  private static final String LETTERS = "unscored/day=2025-03-25/unscored.jsonl";

  private static final PaperRecord GOOD = Days.selected("2503.00001", 9, 8);
  private static final PaperRecord OPEN = Days.decided("hep-th/9901001", Outcome.UNSCORED);

  private static final String LINE =
      """
      {"arxiv_id":"2503.00001","version":1,"date":"2025-03-25","date_basis":"exact",\
      "announce_type":"new","title":"Title of 2503.00001",\
      "authors":["Ada Lovelace","M. G\\\\\\"ura"],"abstract":"Abstract of 2503.00001.",\
      "categories":["cs.LG","cs.AI"],"submitted":"2025-03-24T10:00:00Z","outcome":"selected",\
      "author_match":false,"max_h_index":20,"relevance":9,"novelty":8,"score":17,\
      "comment":"Comment on 2503.00001.","model":"gpt-4o","prompt_sha256":"abc",\
      "scored_at":"2025-03-25T04:00:00Z","run_id":"run-1","seen_before":null,\
      "topic":null,"matched_authors":[],"summary":null,"summary_language":null}
      """;

  @TempDir private Path path;
  private Folder output;

  @BeforeEach
  void folder() {
    output = Folder.of(path.toString());
  }

  @Test
  void theFilesAreExactlyThoseOfTheContract() throws IOException {
    DayManifest day =
        Days.manifest(2)
            .setWarnings(List.of("2025-03-25: a \"warning\""))
            .setTopics("### One\né")
            .build();
    RecordFiles.write(
        output,
        DayRecords.of(
            day, List.of(GOOD, OPEN), List.of(Days.unscored("hep-th/9901001", "no answer"))));
    assertThat(
        output.readIfPresent(RECORDS),
        is(
            """
            {"arxiv_id":"hep-th/9901001","version":1,"date":"2025-03-25","date_basis":"exact",\
            "announce_type":"new","title":"Title of hep-th/9901001",\
            "authors":["Ada Lovelace","M. G\\\\\\"ura"],\
            "abstract":"Abstract of hep-th/9901001.","categories":["cs.LG","cs.AI"],\
            "submitted":"2025-03-24T10:00:00Z","outcome":"unscored","author_match":false,\
            "max_h_index":null,"relevance":null,"novelty":null,"score":null,"comment":null,\
            "model":null,"prompt_sha256":null,"scored_at":null,"run_id":"run-1",\
            "seen_before":null,"topic":null,"matched_authors":[],"summary":null,"summary_language":null}
            """
                + LINE));
    assertThat(
        output.readIfPresent(LETTERS),
        is(
            """
            {"arxiv_id":"hep-th/9901001","date":"2025-03-25","title":"Title of hep-th/9901001",\
            "stage":"score","cause":"no answer","attempts":2,"raw_answer":"I'm sorry",\
            "run_id":"run-1"}
            """));
    assertThat(
        output.readIfPresent(DAY),
        is(
            """
            {
              "date": "2025-03-25",
              "kind": "announced",
              "entries": 12,
              "listed": 4,
              "duplicates": 2,
              "warnings": [
                "2025-03-25: a \\"warning\\""
              ],
              "scorer": "llm",
              "model": "gpt-4o",
              "min_relevance": 7,
              "min_novelty": 6,
              "reason": null,
              "usage": {
                "requests": 24,
                "prompt_tokens": 93333,
                "cached_tokens": 0,
                "completion_tokens": 12929,
                "prompt_cost_usd": 0.23333250000000003,
                "completion_cost_usd": 0.12929000000000002
              },
              "generated": "2025-03-25T04:01:00Z",
              "run_id": "run-1",
              "prompt_sha256": "abc",
              "prompt": "Read this.\\n\\n## Papers\\n\\n[PAPER LIST HERE]\\n",
              "topics": "### One\\né",
              "records_crc32c": "%s",
              "unscored_crc32c": "%s",
              "crc32c": "%s"
            }
            """
                .formatted(
                    crc32c(withoutRun(output.readIfPresent(RECORDS))),
                    crc32c(withoutRun(output.readIfPresent(LETTERS))),
                    crc32c(withoutRun(output.readIfPresent(DAY))))));
  }

  @Test
  void whatIsWrittenIsReadBackAndWhatIsUnknownStaysUnknown() throws IOException {
    PaperRecord odd =
        GOOD.toBuilder().setComment("one\ntwo\r\u2028\0").setAuthorMatch(true).build();
    DayManifest day =
        Days.manifest(2)
            .setKind(DayKind.NOT_ANNOUNCED_YET)
            .setScorer(DayManifest.OFFLINE)
            .setModel(null)
            .setPrompt(null)
            .setPromptSha256(null)
            .setUsage(
                Days.usage(Days.DATE).toBuilder()
                    .setPromptCostUsd(null)
                    .setCompletionCostUsd(null)
                    .build())
            .build();
    UnscoredPaper letter =
        Days.unscored("hep-th/9901001", "cost cap reached").toBuilder().setRawAnswer(null).build();
    DayRecords records = DayRecords.of(day, List.of(odd, OPEN), List.of(letter));
    RecordFiles.write(output, records);
    assertThat(RecordFiles.read(output, Days.DATE), is(records));
    assertThat(output.readIfPresent(RECORDS).lines().count(), is(2L));
    assertThat(output.readIfPresent(DAY).contains("\n  \"warnings\": [ ],\n"), is(true));
  }

  @Test
  void aDayOfAnOlderVersionIsNotWrittenAgainWhileItSaysTheSame() throws IOException {
    DayRecords day = DayRecords.of(Days.manifest(1).build(), List.of(GOOD), List.of());
    RecordFiles.write(output, day);
    String older =
        output
            .readIfPresent(RECORDS)
            .replace(
                ",\"seen_before\":null,\"topic\":null,\"matched_authors\":[],\"summary\":null,\"summary_language\":null",
                "");
    output.write(RECORDS, older);
    forgetSums();
    String olderDay = output.readIfPresent(DAY);
    assertThat(told(day), is(List.of()));
    assertThat(output.readIfPresent(RECORDS), is(older));
    assertThat(output.readIfPresent(DAY), is(olderDay));
    PaperRecord seen = GOOD.toBuilder().setSeenBefore("2025-03-24").build();
    DayRecords another = DayRecords.of(day.manifest(), List.of(seen), List.of());
    RecordFiles.write(output, another);
    assertThat(RecordFiles.read(output, Days.DATE), is(another));
  }

  /** Run ids, times and checksums do not count. */
  private static String withoutRun(String text) {
    return text.replaceAll("\"(run_id|scored_at|generated)\": ?(\"[^\"]*\"|null)", "")
        .replaceAll(",\"(seen_before|topic|summary|summary_language)\":null", "")
        .replaceAll(",\"matched_authors\":\\[\\]", "")
        .replaceAll("\"(run_id|scored_at)\":(\"[^\"]*\"|null)", "")
        .replaceAll(",\n  \"(records_|unscored_)?crc32c\": \"[^\"]*\"", "");
  }

  private static String crc32c(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }

  @Test
  void aChangedLetterIsRefusedByTheReaderAndToldAndMendedByTheNextWriter() throws IOException {
    DayRecords day =
        DayRecords.of(
            Days.manifest(2).build(),
            List.of(GOOD, OPEN),
            List.of(Days.unscored("hep-th/9901001", "no answer")));
    RecordFiles.write(output, day);
    for (List<String> change :
        List.of(
            List.of(RECORDS, "Title of 2503.00001", "Title of 2503.00002"),
            List.of(LETTERS, "I'm sorry", "I'm sorri"),
            List.of(DAY, "93333", "93332"))) {
      String file = change.get(0);
      String written = output.readIfPresent(file);
      output.write(file, written.replace(change.get(1), change.get(2)));
      assertThat(
          assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE)).getMessage(),
          startsWith(output + "/" + file + " is not as it was written: its checksum"));
      List<String> told = told(day);
      assertThat(told.toString(), told.size(), is(1));
      assertThat(told.get(0), startsWith(output + "/" + file + " was not as it had been written"));
      assertThat(output.readIfPresent(file), is(written));
      assertThat(RecordFiles.read(output, Days.DATE), is(day));
      assertThat("told once", told(day), is(List.of()));
    }
  }

  @Test
  void aFileThatIsEmptyOrGoneIsNamedThoughTheDayNoLongerAddsUp() throws IOException {
    DayRecords day =
        DayRecords.of(
            Days.manifest(2).build(),
            List.of(GOOD, OPEN),
            List.of(Days.unscored("hep-th/9901001", "no answer")));
    for (String file : List.of(RECORDS, LETTERS)) {
      RecordFiles.write(output, day);
      output.write(file, "");
      assertThat(
          assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE)).getMessage(),
          startsWith(output + "/" + file + " is not as it was written: its checksum"));
      output.delete(List.of(file));
      assertThat(
          assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE)).getMessage(),
          startsWith(output + "/" + file + " is not as it was written: it is gone"));
    }
  }

  @Test
  void theScoreIsWorkedOutAgainAndUnknownFieldsArePassedOver() throws IOException {
    write(LINE.replace("\"score\":17", "\"score\":3,\"label\":{\"is\":[\"good\"]}"));
    assertThat(RecordFiles.read(output, Days.DATE).records(), is(List.of(GOOD)));
  }

  @Test
  void aBadLineSaysWhatIsWrong() throws IOException {
    assertThat(
        complaint("\"version\":1", "\"version\":\"1\""),
        is("field 'version' is missing or not of its form"));
    assertThat(
        complaint("\"version\":1", "\"version\":5000000000"),
        is("field 'version' is missing or not of its form"));
    assertThat(
        complaint("\"version\":1", "\"version\":1.5"),
        is("field 'version' is missing or not of its form"));
    assertThat(
        complaint("\"title\":\"Title of 2503.00001\"", "\"title\":1"),
        is("field 'title' is missing or not of its form"));
    assertThat(
        complaint("\"title\":\"Title of 2503.00001\"", "\"title\":null"),
        is("field 'title' is missing or not of its form"));
    assertThat(complaint("\"title\"", "\"titel\""), endsWith("Missing required properties: title"));
    assertThat(complaint("\"announce_type\":\"new\",", ""), endsWith("properties: announceType"));
    assertThat(
        complaint("\"author_match\":false,", ""), is("Missing required properties: authorMatch"));
    assertThat(complaint("selected", "liked"), is("field 'outcome' cannot be 'liked'"));
    assertThat(complaint(":\"new\"", ":\"old\""), is("field 'announce_type' cannot be 'old'"));
    assertThat(complaint("exact", "vague"), is("field 'date_basis' cannot be 'vague'"));
    assertThat(
        complaint("\"relevance\":9", "\"relevance\":\"9\""),
        is("field 'relevance' is missing or not of its form"));
    assertThat(complaint("}", ""), startsWith("not JSON: "));
    assertThat(complaint(LINE.strip(), "[]"), is("not a JSON object"));
    assertThat(complaint(LINE.strip(), "null"), is("not a JSON object"));
  }

  @Test
  void aManifestOfAnotherFormIsRefused() throws IOException {
    write(LINE);
    String day = output.readIfPresent(DAY);
    for (List<String> change :
        List.of(
            List.of("\"announced\"", "\"someday\"", "field 'kind' cannot be 'someday'"),
            List.of("\"llm\"", "\"dice\"", "scorer is 'dice', allowed are 'llm' and 'offline'"),
            List.of("04:01:00Z", "noon", "generated is no time: 2025-03-25Tnoon"),
            List.of(
                "\"requests\": 24,", "", "field 'usage': Missing required properties: requests"),
            List.of(": 0.12929", ": \"0.1", "not JSON: "),
            List.of("\"min_novelty\": 6", "\"min_novelty\": null", "field 'min_novelty' is "),
            List.of("\"run_id\": \"run-1\",", "", "Missing required properties: runId"))) {
      output.write(DAY, day.replace(change.get(0), change.get(1)));
      assertThat(
          assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE)).getMessage(),
          startsWith("cannot read " + output + "/" + DAY + ": " + change.get(2)));
    }
  }

  /** Writes a day; what it says of what stood there. */
  private List<String> told(DayRecords day) throws IOException {
    List<String> told = new ArrayList<>();
    RecordFiles.write(output, day, told::add);
    return told;
  }

  private void write(String line) throws IOException {
    RecordFiles.write(output, DayRecords.of(Days.manifest(1).build(), List.of(GOOD), List.of()));
    output.write(RECORDS, line);
    forgetSums();
  }

  /** As older versions wrote it. */
  private void forgetSums() throws IOException {
    String day = output.readIfPresent(DAY);
    output.write(DAY, day.replaceAll(",\n  \"(records_|unscored_)?crc32c\": \"[^\"]*\"", ""));
  }

  private String complaint(String from, String to) throws IOException {
    write(LINE + LINE.replace(from, to));
    String message =
        assertThrows(IOException.class, () -> RecordFiles.read(output, Days.DATE)).getMessage();
    String place = "cannot read " + output + "/" + RECORDS + ", line 2: ";
    assertThat(message, startsWith(place));
    assertThat(message, endsWith("; run that date again"));
    return message.substring(place.length(), message.length() - "; run that date again".length());
  }
}
