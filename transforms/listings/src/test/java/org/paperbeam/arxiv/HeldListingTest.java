package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.Days;

class HeldListingTest {
  @Test
  void everythingIsHandedOnAsItWasButWhatWasTakenBack() throws Exception {
    ListedPaper first = Days.paper("2503.00001");
    ListedPaper second = Days.paper("2503.00002");
    ListedPaper corrected = second.toBuilder().setTitle("Été \u2028 \"corrected\"").build();
    DayFacts day = DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 3, List.of());
    List<ListedPaper> papers = new ArrayList<>();
    List<DayFacts> days = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try (HeldListing held = HeldListing.open()) {
      held.paper(second);
      held.paper(first);
      held.paper(first);
      held.withdraw("2503.00002");
      held.withdraw("2503.00009");
      held.paper(corrected);
      held.day(day);
      held.warning(EmptyDays.warning(LocalDate.of(2025, 3, 24)));
      assertThat(held.judge(null, null) == null, is(true));
      held.release(papers::add, days::add, warnings::add);
    }
    assertThat(papers, contains(first, first, corrected));
    assertThat(days, contains(day));
    assertThat(
        warnings,
        contains("2025-03-24: the source lists no paper, though arXiv announces on that day"));
  }
}
