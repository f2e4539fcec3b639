package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paperbeam.semanticscholar.AuthorPapers.answer;
import static org.paperbeam.semanticscholar.AuthorPapers.authors;
import static org.paperbeam.semanticscholar.AuthorPapers.counters;
import static org.paperbeam.semanticscholar.AuthorPapers.filtered;
import static org.paperbeam.semanticscholar.AuthorPapers.find;
import static org.paperbeam.semanticscholar.AuthorPapers.ids;
import static org.paperbeam.semanticscholar.AuthorPapers.listed;
import static org.paperbeam.semanticscholar.AuthorPapers.match;
import static org.paperbeam.semanticscholar.AuthorPapers.open;
import static org.paperbeam.semanticscholar.AuthorPapers.record;
import static org.paperbeam.semanticscholar.AuthorPapers.records;
import static org.paperbeam.semanticscholar.AuthorPapers.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

@ExtendWith(TestPipelineExtension.class)
class FindAuthorsTest {
  @Test
  void nobodyIsAskedWhenNothingIsWanted(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[]"))) {
      List<PaperRecord> records = List.of(record("2503.00001", "2025-03-25"));
      AuthorsConfig config =
          AuthorsConfig.service(server.url())
              .withFollowed(Map.of("7", "Ada"))
              .withAuthorMatch(false);
      FindAuthorsResult result = find(pipeline, records, config);
      PAssert.that(records(result)).containsInAnyOrder(records);
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      assertThat(server.requests().size(), is(0));
    }
  }

  @Test
  void eachRuleDecidesItsPapersAndNoOther(TestPipeline pipeline) {
    Map<String, String> known = new TreeMap<>();
    known.put("2503.00001", authors("7:3", "8:2")); // followed, although of low h-index
    known.put("2503.00002", authors("70:9")); // the namesake of a followed author
    known.put("2503.00003", authors("9:30", "10:1"));
    known.put("2503.00004", authors("11:1", "null:null")); // one author is not known
    known.put("2503.00005", authors("12:1", "13:null")); // one h-index is not known
    known.put("2503.00006", "{\"paperId\":\"p\",\"authors\":[]}");
    known.put("2503.00007", authors("14:null"));
    known.put("2503.00008", authors("15:19"));
    known.put("2503.00009", authors("16:20"));
    try (LoopbackServer server = LoopbackServer.start(r -> answer(r, known))) {
      List<PaperRecord> records =
          IntStream.rangeClosed(1, 10)
              .mapToObj(i -> record("2503.%05d".formatted(i), "2025-03-25"))
              .toList();
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result))
          .containsInAnyOrder(
              match("2503.00001", 3),
              filtered("2503.00002", 9),
              open("2503.00003", 30),
              open("2503.00004", 1),
              open("2503.00005", 1),
              open("2503.00006", null),
              open("2503.00007", null),
              filtered("2503.00008", 19),
              open("2503.00009", 20),
              open("2503.00010", null));
      PAssert.that(result.getDecided())
          .containsInAnyOrder(
              match("2503.00001", 3), filtered("2503.00002", 9), filtered("2503.00008", 19));
      PAssert.that(result.getFailures()).empty();
      PipelineResult run = pipeline.run();
      run.waitUntilFinish();
      assertThat(server.requests().size(), is(1));
      assertThat(
          counters(run),
          is(
              Map.of(
                  "author_batches", 1L,
                  "author_papers_asked", 10L,
                  "author_papers_unknown", 1L,
                  "author_matches", 1L,
                  "h_index_filtered", 2L)));
    }
  }

  @Test
  void fiveHundredAndOnePapersAreTwoRequestsInOrderOfTheirIds(TestPipeline pipeline) {
    Map<String, String> known = new TreeMap<>();
    List<PaperRecord> records = new ArrayList<>();
    List<PaperRecord> expected = new ArrayList<>();
    for (int i = 501; i >= 1; i--) {
      String id = "2503.%05d".formatted(i);
      known.put(id, authors("1" + i + ":" + (20 + i)));
      records.add(record(id, "2025-03-25"));
      expected.add(open(id, 20 + i));
    }
    try (LoopbackServer server = LoopbackServer.start(r -> answer(r, known))) {
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result)).containsInAnyOrder(expected);
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      List<List<String>> asked = server.requests().stream().map(r -> ids(r.body())).toList();
      assertThat(asked.stream().map(List::size).toList(), is(List.of(500, 1)));
      assertThat(
          asked.stream().flatMap(List::stream).toList(),
          is(known.keySet().stream().map(id -> "ARXIV:" + id).toList()));
      assertThat(server.peakInFlight(), is(1));
      assertThat(
          server.requests().get(0).uri().toString(),
          is("/graph/v1/paper/batch?fields=authors.authorId,authors.name,authors.hIndex"));
    }
  }

  @Test
  void aServiceThatKnowsNoneOfThemFiltersNone(TestPipeline pipeline) {
    Answer none = Answer.of(400, "{\"error\":\"No valid paper ids given\"}\n");
    try (LoopbackServer server = LoopbackServer.inTurn(none)) {
      List<PaperRecord> records = List.of(record("2503.00001", "2025-03-25"));
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result)).containsInAnyOrder(records);
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void noPapersAreNoRequest(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[]"))) {
      FindAuthorsResult result = find(pipeline, List.of(), wanted(server));
      PAssert.that(records(result)).empty();
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      assertThat(server.requests().size(), is(0));
    }
  }

  @Test
  void bundledAuthorsNeedNoNetwork(TestPipeline pipeline) {
    AuthorsConfig config =
        AuthorsConfig.bundled("org/paperbeam/semanticscholar/bundled.json")
            .withFollowed(Map.of("7", "Ada"))
            .withAuthorMatch(true)
            .withRunId("run");
    FindAuthorsResult result =
        pipeline
            .apply(
                Create.of(listed("2503.00001", "2025-03-25"), listed("2503.00002", "2025-03-25")))
            .apply(FindAuthors.with(config));
    PAssert.that(records(result))
        .containsInAnyOrder(match("2503.00001", 12), open("2503.00002", null));
    PAssert.that(result.getFailures()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aMatchThatIsToBeScoredComesOutUndecided(TestPipeline pipeline) {
    AuthorsConfig config =
        AuthorsConfig.bundled("org/paperbeam/semanticscholar/bundled.json")
            .withFollowed(Map.of("7", "Ada"))
            .withAuthorMatch(true)
            .withScoredMatches(true);
    FindAuthorsResult result =
        pipeline
            .apply(Create.of(listed("2503.00001", "2025-03-25")))
            .apply(FindAuthors.with(config));
    PAssert.that(result.getUndecided())
        .containsInAnyOrder(
            match("2503.00001", 12).toBuilder().setOutcome(null).setRunId(null).build());
    PAssert.that(result.getDecided()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void groupsFollowTheNumberOfDates() {
    FindAuthors find = FindAuthors.with(AuthorsConfig.bundled("none.json"));
    assertThat(find.shards().count(), is(8));
    assertThat(find.withDays(1).shards().count(), is(1));
    assertThat(find.withDays(1_096).shards().count(), is(69));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> find.withDays(0));
    assertThat(refused.getMessage(), is("days must be 1 or more, not 0"));
  }

  @Test
  void theCountersAreNamedAsDocumented() {
    assertThat(AuthorMetrics.NAMESPACE, is("paperbeam.authors"));
    assertThat(AuthorMetrics.BATCHES, is("author_batches"));
    assertThat(AuthorMetrics.PAPERS_ASKED, is("author_papers_asked"));
    assertThat(AuthorMetrics.PAPERS_KEPT, is("author_papers_kept"));
    assertThat(AuthorMetrics.PAPERS_UNKNOWN, is("author_papers_unknown"));
    assertThat(AuthorMetrics.MATCHES, is("author_matches"));
    assertThat(AuthorMetrics.H_INDEX_FILTERED, is("h_index_filtered"));
  }

  /** {@code id:hIndex} for each author, as the service writes it; all of one name. */
}
