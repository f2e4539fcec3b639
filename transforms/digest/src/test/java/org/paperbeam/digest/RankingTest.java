package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Days;

class RankingTest {
  private static final List<PaperRecord> IN_ORDER =
      List.of(
          Days.decided("2503.00008", Outcome.SELECTED).toBuilder().setAuthorMatch(true).build(),
          Days.selected("2503.00009", 10, 9),
          Days.selected("2503.00007", 10, 7),
          Days.selected("hep-th/9901001", 9, 8),
          Days.selected("2503.00006", 9, 8),
          Days.selected("2412.00001", 8, 9),
          Days.selected("2503.00001", 1, 1));

  @RepeatedTest(5)
  void scoreThenRelevanceThenTheOldestFirst() {
    List<PaperRecord> papers = new ArrayList<>(IN_ORDER);
    Collections.shuffle(papers, new Random());
    papers.sort(Ranking.BEST_FIRST);
    assertThat(papers, contains(IN_ORDER.toArray()));
  }

  @Test
  void papersWithoutAScoreComeLastAndStandByRelevance() {
    PaperRecord high = Days.selected("2503.00003", 10, 1).toBuilder().setNovelty(null).build();
    PaperRecord low = Days.selected("2503.00002", 7, 1).toBuilder().setNovelty(null).build();
    PaperRecord none = Days.decided("2503.00001", Outcome.SELECTED);
    PaperRecord scored = Days.selected("2503.00004", 1, 1);
    List<PaperRecord> papers = new ArrayList<>(List.of(none, low, scored, high));
    papers.sort(Ranking.BEST_FIRST);
    assertThat(papers, contains(scored, high, low, none));
  }
}
