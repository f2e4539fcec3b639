package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.paperbeam.semanticscholar.AuthorPapers.answer;
import static org.paperbeam.semanticscholar.AuthorPapers.authors;
import static org.paperbeam.semanticscholar.AuthorPapers.entries;
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
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

@ExtendWith(TestPipelineExtension.class)
class FindAuthorsFailuresTest {

  private static final String ADVICE = "; run again later";

  private static RunFailure failure(String message) {
    return RunFailure.of(FailureStage.AUTHORS, FailureKind.BROKEN, message)
        .withRemedy(Remedy.LEAVE_AUTHORS_OUT);
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

  /** All ids of five hundred and one papers but the last in one question, that one in another. */
  private static LoopbackServer secondAnswered(Answer second) {
    return LoopbackServer.start(
        r ->
            ids(r.body()).size() == AuthorSource.MAX_IDS
                ? answer(r, Map.of("2503.00001", authors("9:30")))
                : second);
  }

  private static List<PaperRecord> fiveHundredAndOne() {
    return IntStream.rangeClosed(1, 501)
        .mapToObj(i -> record("2503.%05d".formatted(i), "2025-03-25"))
        .toList();
  }

  @Test
  void aRefusalOfTheSecondRequestLetsNoRecordThrough(TestPipeline pipeline) {
    try (LoopbackServer server = secondAnswered(Answer.of(403, ""))) {
      FindAuthorsResult result = find(pipeline, fiveHundredAndOne(), wanted(server));
      PAssert.that(records(result)).empty();
      PAssert.that(entries(result)).containsInAnyOrder("2025-03-25: 501 entries, 501 papers");
      PAssert.that(result.getWarnings()).empty();
      PAssert.that(result.getFailures())
          .containsInAnyOrder(
              RunFailure.of(
                      FailureStage.AUTHORS,
                      FailureKind.REFUSED,
                      "Semantic Scholar refuses: HTTP 403 for "
                          + server.url()
                          + "/graph/v1/paper/batch"
                          + "?fields=authors.authorId,authors.name,authors.hIndex"
                          + "; set a key in SEMANTIC_SCHOLAR_API_KEY")
                  .withRemedy(Remedy.LEAVE_AUTHORS_OUT));
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void aPaperThatCannotBeLookedUpIsUnknownAndAWarningSaysSo(TestPipeline pipeline) {
    Answer unusable = Answer.of(400, "{\"error\":\"Unrecognized\n fields\"}");
    try (LoopbackServer server = secondAnswered(unusable)) {
      List<PaperRecord> expected = new ArrayList<>(fiveHundredAndOne());
      expected.set(0, open("2503.00001", 30));
      FindAuthorsResult result = find(pipeline, fiveHundredAndOne(), wanted(server));
      PAssert.that(records(result)).containsInAnyOrder(expected);
      PAssert.that(result.getFailures()).empty();
      PAssert.that(result.getWarnings())
          .containsInAnyOrder(
              "the authors of 1 paper could not be looked up, which count as unknown: Semantic"
                  + " Scholar gives HTTP 400 {\"error\":\"Unrecognized fields\"} for "
                  + server.url()
                  + "/graph/v1/paper/batch?fields=authors.authorId,authors.name,authors.hIndex"
                  + ADVICE);
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
}
