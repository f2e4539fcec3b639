package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Papers;

class ScoreCodersTest {
  private static final LedgerEntry ENTRY =
      LedgerEntry.builder()
          .setId("20250325000000000-abcdef01")
          .setRunId("r")
          .setAnsweredAt("2025-03-25T00:00:00.000Z")
          .setStage("score")
          .setDate("2025-03-25")
          .setModel("m")
          .setPromptSha256("p")
          .setPapers(List.of(AskedPaper.of("2503.00001", "k")))
          .setFinishReason("stop")
          .setText("text")
          .setPromptTokens(1)
          .setCachedTokens(2)
          .setCompletionTokens(3)
          .setBatch(true)
          .build();

  @Test
  void whatCrossesTheGraphSurvivesItsCoder() throws Exception {
    assertSurvives(LedgerEntry.class, ENTRY);
    assertSurvives(PaidCall.class, PaidCall.of(ENTRY));
    PaperAnswer.Builder answer =
        PaperAnswer.builder()
            .setArxivId("2503.00001")
            .setKey("k")
            .setModel("m")
            .setPromptSha256("p")
            .setAnsweredAt("2025-03-25T00:00:00.000Z")
            .setRunId("r");
    assertSurvives(PaperAnswer.class, answer.setDropped(true).build());
    assertSurvives(
        PaperAnswer.class,
        answer.setDropped(null).setRelevance(7).setNovelty(6).setComment("Good.").build());
    assertSurvives(
        PaperQuestion.class,
        PaperQuestion.builder()
            .setRecord(PaperRecord.listed(Papers.paper("2503.00001")))
            .setShared(true)
            .setRepeated(true)
            .setTitleKey("t")
            .setScoreKey("s")
            .setTitleKept(true)
            .setTitleTokens(7)
            .setScoreTokens(8)
            .build());
    assertSurvives(
        LaneTally.class,
        LaneTally.builder()
            .setRequests(1)
            .setRetries(2)
            .setRateLimited(3)
            .setThrottledMillis(4)
            .setCapReached(true)
            .setWarnings(List.of("a batch stays open"))
            .build());
  }

  private static <T> void assertSurvives(Class<T> type, T value) throws Exception {
    Coder<T> coder = SchemaRegistry.createDefault().getSchemaCoder(type);
    assertThat(CoderUtils.clone(coder, value), is(value));
  }
}
