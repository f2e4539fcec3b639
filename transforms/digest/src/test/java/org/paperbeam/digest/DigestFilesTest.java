package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.json.Seal;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RunMarks;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

class DigestFilesTest {
  private static final String JSON = "digests/2025-03/2025-03-25.json";

  @TempDir private Path path;

  private Folder output() {
    return Folder.of(path.toString());
  }

  private static Digest digest() {
    PaperRecord below =
        Days.selected("2503.00002", 3, 4).toBuilder().setOutcome(Outcome.BELOW_CUTOFF).build();
    return Digest.of(
        DayRecords.of(
            Days.manifest(3).setTopics("### One").build(),
            List.of(
                Days.selected("2503.00001", 9, 8),
                below,
                Days.decided("2503.00003", Outcome.UNSCORED)),
            List.of(Days.unscored("2503.00003", "no answer"))));
  }

  @Test
  void whatIsNoNameIsNoAuthorThoughTheRecordKeepsIt() throws IOException {
    PaperRecord paper = Days.selected("2503.00001", 9, 8);
    DayRecords day =
        DayRecords.of(
            Days.manifest(1).build(),
            List.of(
                paper.toBuilder()
                    .setPaper(
                        paper.getPaper().toBuilder()
                            .setAuthors(List.of("The LAMP Collaboration", ":", "A. Lumen", "—"))
                            .build())
                    .build()),
            List.of());
    DigestFiles.write(output(), Digest.of(day), notice -> {});
    assertThat(
        DigestFiles.read(output(), Days.DATE).papers().get(0).getPaper().getAuthors(),
        is(List.of("The LAMP Collaboration", "A. Lumen")));
  }

  @Test
  void theFileIsExactlyThatOfTheContract() throws IOException {
    DigestFiles.write(output(), digest(), notice -> {});
    String text = output().readIfPresent(JSON);
    assertThat(text, startsWith("{\n  \"date\": \"2025-03-25\",\n  \"kind\": \"announced\",\n"));
    assertThat(
        text.substring(text.indexOf("  \"prompt_sha256\"")),
        is(
            """
              "prompt_sha256": "abc",
              "prompt": "Read this.\\n\\n## Papers\\n\\n[PAPER LIST HERE]\\n",
              "topics": "### One",
              "complete": false,
              "notices": [
                {
                  "kind": "incomplete",
                  "text": "This digest is incomplete: 1 of 3 papers could not be scored (no answer).\
             The same command, run again, asks for that one only."
                }
              ],
              "totals": {
                "scanned": 3,
                "author_matches": 0,
                "h_index_filtered": 0,
                "title_filtered": 0,
                "prefiltered": 0,
                "below_cutoff": 1,
                "selected": 1,
                "unscored": 1
              },
              "below_cutoff_scores": [
                [
                  3,
                  4,
                  1
                ]
              ],
              "papers": [
                {
                  "arxiv_id": "2503.00001",
                  "version": 1,
                  "date": "2025-03-25",
                  "date_basis": "exact",
                  "announce_type": "new",
                  "title": "Title of 2503.00001",
                  "authors": [
                    "Ada Lovelace",
                    "M. G\\\\\\"ura"
                  ],
                  "abstract": "Abstract of 2503.00001.",
                  "categories": [
                    "cs.LG",
                    "cs.AI"
                  ],
                  "submitted": "2025-03-24T10:00:00Z",
                  "outcome": "selected",
                  "author_match": false,
                  "max_h_index": 20,
                  "relevance": 9,
                  "novelty": 8,
                  "score": 17,
                  "comment": "Comment on 2503.00001.",
                  "model": "gpt-4o",
                  "prompt_sha256": "abc",
                  "scored_at": "2025-03-25T04:00:00Z",
                  "run_id": "run-1",
                  "seen_before": null,
                  "topic": null,
                  "matched_authors": [ ],
                  "summary": null,
                  "summary_language": null
                }
              ],
              "unscored": [
                {
                  "arxiv_id": "2503.00003",
                  "title": "Title of 2503.00003",
                  "cause": "no answer"
                }
              ],
              "not_selected": [
                {
                  "arxiv_id": "2503.00002",
                  "title": "Title of 2503.00002",
                  "authors": [
                    "Ada Lovelace",
                    "M. G\\\\\\"ura"
                  ],
                  "categories": [
                    "cs.LG",
                    "cs.AI"
                  ],
                  "outcome": "below_cutoff",
                  "max_h_index": 20,
                  "relevance": 3,
                  "novelty": 4,
                  "comment": "Comment on 2503.00002."
                },
                {
                  "arxiv_id": "2503.00003",
                  "title": "Title of 2503.00003",
                  "authors": [
                    "Ada Lovelace",
                    "M. G\\\\\\"ura"
                  ],
                  "categories": [
                    "cs.LG",
                    "cs.AI"
                  ],
                  "outcome": "unscored",
                  "max_h_index": null,
                  "relevance": null,
                  "novelty": null,
                  "comment": null
                }
              ],
              "markdown_crc32c": "%s",
              "crc32c": "%s"
            }
            """
                .formatted(
                    Seal.sum(output().readIfPresent(JSON.replace(".json", ".md"))),
                    RunMarks.sum(text))));
  }

  @Test
  void aChangedLetterIsToldByNameAndMended() throws IOException {
    DigestFiles.write(output(), digest(), notice -> {});
    for (String file : List.of(JSON, JSON.replace(".json", ".md"))) {
      String written = output().readIfPresent(file);
      output().write(file, written.replaceFirst("Title of", "Titel of"));
      List<String> told = new ArrayList<>();
      DigestFiles.write(output(), digest(), told::add);
      assertThat(told.toString(), told.size(), is(1));
      assertThat(told.get(0), startsWith(output() + "/" + file + " was not as it had been"));
      assertThat(output().readIfPresent(file), is(written));
    }
  }

  @Test
  void aSpoiltTextIsToldAlsoWhenTheDigestSaysSomethingElseByNow() throws IOException {
    String file = JSON.replace(".json", ".md");
    DigestFiles.write(output(), digest(), notice -> {});
    String written = output().readIfPresent(file);
    Digest other =
        Digest.of(
            DayRecords.of(
                Days.manifest(1).build(), List.of(Days.selected("2503.00001", 9, 8)), List.of()));
    List<String> told = new ArrayList<>();
    DigestFiles.write(output(), other, told::add);
    assertThat("another text alone is nothing to tell", told, is(List.of()));
    output().write(file, output().readIfPresent(file).replaceFirst("Title of", "Titel of"));
    DigestFiles.write(output(), digest(), told::add);
    assertThat(told.toString(), told.size(), is(1));
    assertThat(told.get(0), startsWith(output() + "/" + file + " was not as it had been"));
    assertThat(output().readIfPresent(file), is(written));
  }

  @Test
  void aTextInAnotherFormThanAnOlderVersionsIsNotCalledSpoilt() throws IOException {
    String file = JSON.replace(".json", ".md");
    DigestFiles.write(output(), digest(), notice -> {});
    String written = output().readIfPresent(file);
    String json = output().readIfPresent(JSON);
    String older = json.replaceAll(",\\s*\"(markdown_)?crc32c\": \"[0-9a-f]{8}\"", "");
    assertThat(older.contains("crc32c"), is(false));
    output().write(JSON, older);
    output().write(file, "> Links\n\n" + written);
    List<String> told = new ArrayList<>();
    DigestFiles.write(output(), digest(), told::add);
    assertThat(told, is(List.of()));
    assertThat(output().readIfPresent(file), is(written));
    assertThat("it says the same", output().readIfPresent(JSON), is(older));
  }

  @Test
  void itIsReadAsItWasWritten() throws IOException {
    DigestFiles.write(output(), digest(), notice -> {});
    assertThat(DigestFiles.read(output(), Days.DATE), is(digest()));
    Digest whole =
        Digest.of(
            DayRecords.of(
                Days.manifest(1).build(), List.of(Days.selected("2503.00001", 9, 8)), List.of()));
    DigestFiles.write(output(), whole, notice -> {});
    assertThat(DigestFiles.read(output(), Days.DATE), is(whole));
    assertThat(output().readIfPresent(JSON), not(containsString("\n  \"unscored\"")));
  }

  @Test
  void whatIsNoDigestIsRefused() throws IOException {
    DigestFiles.write(output(), digest(), notice -> {});
    String text = output().readIfPresent(JSON);
    for (List<String> change :
        List.of(
            List.of("\"totals\"", "\"sums\"", "field 'totals' is missing"),
            List.of("\"scanned\": 3,", "", "field 'totals.scanned' is missing or not of its form"),
            List.of("\"incomplete\"", "\"odd\"", "field 'notices.0.kind' cannot be 'odd'"),
            List.of("\"version\": 1,", "", "field 'papers.0': Missing required "),
            List.of("\"selected\",", "\"liked\",", "field 'papers.0.outcome' cannot be 'liked'"),
            List.of("\"generated\": ", "\"made\": ", ""))) {
      output().write(JSON, text.replace(change.get(0), change.get(1)));
      assertThat(
          assertThrows(IOException.class, () -> DigestFiles.read(output(), Days.DATE)).getMessage(),
          startsWith("cannot read " + output() + "/" + JSON + ": " + change.get(2)));
    }
  }
}
