package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

@ExtendWith(TestPipelineExtension.class)
class FindAuthorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADVICE = "; run again later";

  private static RunFailure failure(String message) {
    return RunFailure.of(FailureStage.AUTHORS, FailureKind.BROKEN, message)
        .withRemedy(Remedy.LEAVE_AUTHORS_OUT);
  }

  @Test
  void nobodyIsAskedWhenNothingIsWanted(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[]"))) {
      List<PaperRecord> records = List.of(record("2503.00001", "2025-03-25"));
      AuthorsConfig config =
          AuthorsConfig.service(server.url()).withFollowed(Set.of("7")).withAuthorMatch(false);
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
  void aPaperOnSeveralDaysIsAskedForOnceAndDecidedEverywhere(TestPipeline pipeline) {
    Map<String, String> known = Map.of("2503.00001", authors("7:3"));
    try (LoopbackServer server = LoopbackServer.start(r -> answer(r, known))) {
      List<PaperRecord> records =
          List.of(record("2503.00001", "2025-03-25"), record("2503.00001", "2025-03-26"));
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result))
          .containsInAnyOrder(
              decided(records.get(0), Outcome.SELECTED, 3),
              decided(records.get(1), Outcome.SELECTED, 3));
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      assertThat(
          server.requests().stream().map(r -> r.body()).toList(),
          is(List.of("{\"ids\":[\"ARXIV:2503.00001\"]}")));
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
  void aRefusalForNowIsWaitedOut(TestPipeline pipeline) {
    Answer[] answers = {
      Answer.of(429, "{\"message\":\"Too Many Requests\"}"), Answer.ok("[" + authors("7:3") + "]")
    };
    try (LoopbackServer server = LoopbackServer.inTurn(answers)) {
      FindAuthorsResult result =
          find(pipeline, List.of(record("2503.00001", "2025-03-25")), wanted(server));
      PAssert.that(records(result)).containsInAnyOrder(match("2503.00001", 3));
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      assertThat(server.requests().size(), is(2));
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
  void aFailureInTheSecondRequestLetsNoRecordThrough(TestPipeline pipeline) {
    Map<String, String> known = Map.of("2503.00001", authors("9:30"));
    try (LoopbackServer server =
        LoopbackServer.start(
            r ->
                ids(r.body()).size() == AuthorSource.MAX_IDS
                    ? answer(r, known)
                    : Answer.of(400, "{\"error\":\"Unrecognized\n fields\"}"))) {
      List<PaperRecord> records =
          IntStream.rangeClosed(1, 501)
              .mapToObj(i -> record("2503.%05d".formatted(i), "2025-03-25"))
              .toList();
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result)).empty();
      PAssert.that(result.getEntries()).containsInAnyOrder(DayEntries.of("2025-03-25", 501, 501));
      PAssert.that(result.getFailures())
          .containsInAnyOrder(
              failure(
                  "Semantic Scholar gives HTTP 400 {\"error\":\"Unrecognized fields\"} for "
                      + server.url()
                      + "/graph/v1/paper/batch?fields=authors.authorId,authors.name,authors.hIndex"
                      + ADVICE));
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void anAnswerOfTheWrongLengthIsAFailure(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("[null,null]"))) {
      FindAuthorsResult result =
          find(pipeline, List.of(record("2503.00001", "2025-03-25")), wanted(server));
      PAssert.that(records(result)).empty();
      PAssert.that(result.getFailures())
          .containsInAnyOrder(
              failure(
                  "Semantic Scholar gives an answer that does not fit: 2 entries for 1 papers for "
                      + server.url()
                      + "/graph/v1/paper/batch?fields=authors.authorId,authors.name,authors.hIndex"
                      + ADVICE));
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
            .withFollowed(Set.of("7"))
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
  void aMissingBundleIsAFailure(TestPipeline pipeline) {
    FindAuthorsResult result =
        pipeline
            .apply(Create.of(listed("2503.00001", "2025-03-25")))
            .apply(FindAuthors.with(AuthorsConfig.bundled("none.json").withMinHIndex(1)));
    PAssert.that(records(result)).empty();
    PAssert.that(result.getFailures())
        .containsInAnyOrder(
            failure("cannot read the bundled authors none.json: no such resource; build again"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aPaperHasOneRecordADateOfItsFirstTypeAndHighestVersion(TestPipeline pipeline) {
    expectOneRecordOfRepeats(pipeline, true);
  }

  @Test
  void soItHasWhenNobodyIsAsked(TestPipeline pipeline) {
    expectOneRecordOfRepeats(pipeline, false);
  }

  private static void expectOneRecordOfRepeats(TestPipeline pipeline, boolean isAsked) {
    ListedPaper kept = entry("2025-03-25", "2503.00001", AnnounceType.NEW, 1);
    ListedPaper newest = entry("2025-03-25", "2503.00002", AnnounceType.REPLACE, 3);
    ListedPaper nextDay = entry("2025-03-26", "2503.00001", AnnounceType.CROSS, 1);
    AuthorsConfig config =
        AuthorsConfig.bundled("org/paperbeam/semanticscholar/bundled.json")
            .withFollowed(Set.of("1"))
            .withAuthorMatch(isAsked);
    FindAuthorsResult result =
        pipeline
            .apply(
                Create.of(
                    entry("2025-03-25", "2503.00001", AnnounceType.CROSS, 2),
                    kept,
                    kept,
                    entry("2025-03-25", "2503.00002", AnnounceType.REPLACE, 2),
                    newest,
                    entry("2025-03-25", "2503.00002", AnnounceType.REPLACE_CROSS, 9),
                    nextDay))
            .apply(FindAuthors.with(config));
    PAssert.that(
            result
                .getUndecided()
                .apply(
                    MapElements.into(TypeDescriptor.of(ListedPaper.class))
                        .via(PaperRecord::getPaper)))
        .containsInAnyOrder(kept, newest, nextDay);
    PAssert.that(result.getEntries())
        .containsInAnyOrder(DayEntries.of("2025-03-25", 6, 2), DayEntries.of("2025-03-26", 1, 1));
    pipeline.run().waitUntilFinish();
  }

  private static ListedPaper entry(String date, String id, AnnounceType type, int version) {
    return listed(id, date).toBuilder().setAnnounceType(type).setVersion(version).build();
  }

  @Test
  void theCountersAreNamedAsDocumented() {
    assertThat(AuthorMetrics.NAMESPACE, is("paperbeam.authors"));
    assertThat(AuthorMetrics.BATCHES, is("author_batches"));
    assertThat(AuthorMetrics.PAPERS_ASKED, is("author_papers_asked"));
    assertThat(AuthorMetrics.PAPERS_UNKNOWN, is("author_papers_unknown"));
    assertThat(AuthorMetrics.MATCHES, is("author_matches"));
    assertThat(AuthorMetrics.H_INDEX_FILTERED, is("h_index_filtered"));
  }

  private static AuthorsConfig wanted(LoopbackServer server) {
    return AuthorsConfig.service(server.url())
        .withFollowed(Set.of("7"))
        .withAuthorMatch(true)
        .withMinHIndex(20)
        .withRunId("run");
  }

  private static FindAuthorsResult find(
      TestPipeline pipeline, List<PaperRecord> records, AuthorsConfig config) {
    AuthorSource.Opener opener =
        c ->
            new SemanticScholarClient(c, null, new FakePace(Instant.parse("2025-03-25T00:00:00Z")));
    List<ListedPaper> listed = records.stream().map(PaperRecord::getPaper).toList();
    TypeDescriptor<ListedPaper> type = TypeDescriptor.of(ListedPaper.class);
    return pipeline
        .apply(listed.isEmpty() ? Create.empty(type) : Create.of(listed).withType(type))
        .apply(FindAuthors.with(config, opener));
  }

  private static PCollection<PaperRecord> records(FindAuthorsResult result) {
    return PCollectionList.of(result.getUndecided())
        .and(result.getDecided())
        .apply("Records", Flatten.pCollections());
  }

  private static Map<String, Long> counters(PipelineResult run) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> c :
        run.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (c.getName().getNamespace().equals(AuthorMetrics.NAMESPACE)) {
        counters.merge(c.getName().getName(), c.getAttempted(), Long::sum);
      }
    }
    return counters;
  }

  /** {@code id:hIndex} for each author, as the service writes it; all of one name. */
  private static String authors(String... idsAndHIndices) {
    return Arrays.stream(idsAndHIndices)
        .map(a -> a.split(":"))
        .map(
            a ->
                "{\"authorId\":%s,\"name\":\"A. Name\",\"hIndex\":%s}"
                    .formatted("null".equals(a[0]) ? "null" : "\"" + a[0] + "\"", a[1]))
        .collect(Collectors.joining(",", "{\"paperId\":\"p\",\"authors\":[", "]}"));
  }

  private static Answer answer(LoopbackServer.Request request, Map<String, String> known) {
    return Answer.ok(
        ids(request.body()).stream()
            .map(id -> known.getOrDefault(id.substring("ARXIV:".length()), "null"))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static List<String> ids(String body) {
    try {
      List<String> ids = new ArrayList<>();
      for (JsonNode id : JSON.readTree(body).get("ids")) {
        ids.add(id.asText());
      }
      return ids;
    } catch (IOException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  private static PaperRecord match(String id, Integer maxHIndex) {
    return decided(record(id, "2025-03-25"), Outcome.SELECTED, maxHIndex);
  }

  private static PaperRecord filtered(String id, Integer maxHIndex) {
    return decided(record(id, "2025-03-25"), Outcome.H_INDEX_FILTERED, maxHIndex);
  }

  private static PaperRecord open(String id, Integer maxHIndex) {
    return record(id, "2025-03-25").toBuilder().setMaxHIndex(maxHIndex).build();
  }

  private static PaperRecord decided(PaperRecord record, Outcome outcome, Integer maxHIndex) {
    return record.toBuilder()
        .setAuthorMatch(outcome == Outcome.SELECTED)
        .setMaxHIndex(maxHIndex)
        .setOutcome(outcome)
        .setRunId("run")
        .build();
  }

  private static PaperRecord record(String id, String date) {
    return PaperRecord.listed(listed(id, date));
  }

  private static ListedPaper listed(String id, String date) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate(date)
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle("Title of " + id)
        .setAuthors(List.of("A. Name"))
        .setAbstractText("Abstract.")
        .setCategories(List.of("cs.LG"))
        .build();
  }
}
