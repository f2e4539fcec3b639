package org.paperbeam.offline;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;

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
}
