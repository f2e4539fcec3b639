package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayDraft;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.PromptBatch;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.prompt.Stage;
import org.paperbeam.testing.Papers;

/** A date whose papers wait in a file is the same date. */
class SpilledDaysTest {
  private static PaperQuestion question(String id) {
    return PaperQuestion.builder()
        .setRecord(PaperRecord.listed(Papers.paper(id)))
        .setTitleKey("t" + id)
        .setScoreKey("s" + id)
        .setTitleKept(false)
        .setScoreTokens(8)
        .build();
  }

  private static DayPrompts prompts() {
    return DayPrompts.of(
        "2025-03-25",
        List.of(PromptBatch.of(Stage.TITLES, List.of(question("2503.00001")))),
        List.of(question("2503.00002")));
  }

  @Test
  void everyPaperOfADateIsSpilledAndNothingElseChanges() throws IOException {
    PackedDay day =
        PackedDay.of(
            prompts(),
            DayDraft.of(
                DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 3, List.of()),
                3,
                0,
                List.of(PaperRecord.listed(Papers.paper("2503.00003"))),
                List.of(),
                List.of()));
    try (PaperSpill spill = PaperSpill.create()) {
      SpilledDays days = new SpilledDays(List.of(day).iterator(), spill);
      PackedDay spilled = days.next();
      assertThat(days.hasNext(), is(false));
      assertThat(spilled, is(day));
      Stream.concat(
              Stream.of(
                      spilled.getPrompts().getBatches().get(0).getQuestions().get(0),
                      spilled.getPrompts().getPassed().get(0))
                  .map(PaperQuestion::getRecord),
              spilled.getDraft().getRecords().stream())
          .map(PaperRecord::getPaper)
          .forEach(paper -> assertThat(paper.whole(), is(not(sameInstance(paper)))));
    }
  }

  @Test
  void aDateThatIsNotToBePublishedHasNoDraft() throws IOException {
    PackedDay day = PackedDay.of(prompts(), null);
    try (PaperSpill spill = PaperSpill.create()) {
      assertThat(List.of(new SpilledDays(List.of(day).iterator(), spill).next()), contains(day));
    }
  }
}
