package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.testing.Corpus;
import org.paperbeam.testing.Days;

class NotSelectedTest {
  private static PaperRecord below(String id, int relevance, int novelty) {
    return Days.selected(id, relevance, novelty).toBuilder()
        .setOutcome(Outcome.BELOW_CUTOFF)
        .build();
  }

  @Test
  void nearMissesComeFirstAndThenTheOtherOutcomes() {
    List<PaperRecord> records =
        List.of(
            Days.decided("2503.00001", Outcome.PREFILTERED),
            Days.decided("2503.00002", Outcome.H_INDEX_FILTERED),
            Days.decided("2503.00003", Outcome.TITLE_FILTERED),
            below("2503.00004", 2, 2),
            Days.selected("2503.00005", 9, 9),
            below("2503.00006", 6, 8),
            below("2503.00009", 10, 4),
            below("2503.00007", 9, 5),
            below("2503.00008", 6, 5));
    assertThat(
        NotSelected.of(Days.manifest(9).build(), records).stream()
            .map(NotSelected::arxivId)
            .toList(),
        contains(
            "2503.00007",
            "2503.00006",
            "2503.00008",
            "2503.00009",
            "2503.00004",
            "2503.00003",
            "2503.00002",
            "2503.00001"));
  }

  @Test
  void thoseAndTheSelectedAreAllPapersOfADay() throws Exception {
    for (Map.Entry<String, List<PaperRecord>> day : Corpus.days().entrySet()) {
      Digest digest = digest(day.getKey(), day.getValue());
      assertThat(
          day.getKey(),
          digest.papers().size() + digest.notSelected().size(),
          is(day.getValue().size()));
    }
  }

  @Test
  void theyStandInTheDigestsJsonAndADayWithoutThemHasNoSuchField() {
    Digest digest =
        digest(Days.DATE, List.of(Days.selected("2503.00001", 9, 9), below("2503.00002", 6, 8)));
    assertThat(DigestFiles.parse(DigestFiles.text(digest)), is(digest));
    assertThat(DigestFiles.text(digest), containsString("\"not_selected\""));
    assertThat(
        DigestFiles.text(digest(Days.DATE, List.of(Days.selected("2503.00001", 9, 9)))),
        not(containsString("not_selected")));
  }

  private static Digest digest(String date, List<PaperRecord> papers) {
    return Digest.of(
        DayRecords.of(
            Days.manifest(papers.size()).setDate(date).setUsage(Days.usage(date)).build(),
            papers,
            Collections.emptyList()));
  }
}
