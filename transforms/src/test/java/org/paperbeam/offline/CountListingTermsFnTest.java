package org.paperbeam.offline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.PaperSpill;

/** The statistics of a listing are the same however it is cut into parts. */
class CountListingTermsFnTest {
  private static PaperRecord paper(int number, String title, String text) {
    return PaperRecord.listed(
        ListedPaper.builder()
            .setArxivId("2603.%05d".formatted(number))
            .setVersion(1)
            .setDate("2026-03-03")
            .setDateBasis(DateBasis.EXACT)
            .setAnnounceType(AnnounceType.NEW)
            .setTitle(title)
            .setAuthors(List.of())
            .setAbstractText(text)
            .setCategories(List.of("cs.LG"))
            .build());
  }

  private static List<PaperRecord> papers() {
    List<PaperRecord> papers = new ArrayList<>();
    papers.add(paper(0, "Pruning experts", "Pruning again, and pruning experts."));
    papers.add(paper(1, "Experts", "Weather."));
    papers.add(paper(2, "", ""));
    for (int i = 3; i < 20; i++) {
      papers.add(paper(i, "Weather " + i, "More of the weather in spring"));
    }
    return papers;
  }

  @Test
  void partsInAnyOrderAddUpToTheWhole() {
    CombineFnTester.testCombineFn(
        new CountListingTermsFn(),
        papers(),
        new CustomTypeSafeMatcher<>("the terms of all papers") {
          @Override
          protected boolean matchesSafely(ListingTerms terms) {
            return terms.papers() == 20
                && terms.papersWith().get("prune") == 1
                && terms.papersWith().get("expert") == 2
                && terms.papersWith().get("prune expert") == 1
                && terms.papersWith().get("weather") == 18
                && !terms.papersWith().containsKey("the");
          }
        });
  }

  @Test
  void aPartThatIsSentToAnotherWorkerSaysTheSameThere() throws Exception {
    CountListingTermsFn counter = new CountListingTermsFn();
    ListingTerms terms = counter.createAccumulator();
    for (PaperRecord paper : papers()) {
      terms = counter.addInput(terms, paper);
    }
    ListingTerms sent = CoderUtils.clone(new CountListingTermsFn.TermsCoder(), terms);
    assertThat(sent.papers(), is(terms.papers()));
    assertThat(sent.papersWith(), is(terms.papersWith()));
  }

  @Test
  void partsThatWaitInAFileAddUpToTheWholeToo() throws Exception {
    CountListingTermsFn counter = new CountListingTermsFn();
    ListingTerms whole = counter.createAccumulator();
    for (PaperRecord paper : papers()) {
      whole = counter.addInput(whole, paper);
    }
    try (PaperSpill spill = PaperSpill.create();
        PaperSpill.Scope unused = spill.useInProcess()) {
      ListingTerms waiting = counter.createAccumulator();
      for (PaperRecord paper : papers().subList(0, 8)) {
        waiting = counter.compact(counter.addInput(waiting, paper));
      }
      ListingTerms others = counter.createAccumulator();
      for (PaperRecord paper : papers().subList(8, 20)) {
        others =
            CoderUtils.clone(new CountListingTermsFn.TermsCoder(), counter.addInput(others, paper));
      }
      ListingTerms all = counter.extractOutput(counter.mergeAccumulators(List.of(waiting, others)));
      // Nothing of them is in memory: only so a year's terms fit into it.
      assertThrows(IllegalStateException.class, all::papersWith);
      assertThat(all.papers(), is(20));
      assertThat(all.whole().papersWith(), is(whole.papersWith()));
    }
  }
}
