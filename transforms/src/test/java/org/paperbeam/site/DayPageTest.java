package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.digest.Days;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.Folder;

class DayPageTest {
  private static final PaperRecord PAPER = Days.selected("2503.00001", 9, 8);

  @TempDir Path path;

  @Test
  void theCutOffsStandThere() throws Exception {
    assertThat(
        page(Days.manifest(1).build(), PAPER),
        containsString("<dt>Cut-offs</dt><dd>relevance 7, novelty 6</dd>"));
  }

  @Test
  void whereNobodyJudgesNoveltyThereIsNoCutOffForIt() throws Exception {
    DayManifest offline =
        Days.manifest(1).setScorer(DayManifest.OFFLINE).setModel(null).setPrompt(null).build();
    assertThat(
        page(offline, PAPER.toBuilder().setNovelty(null).build()),
        containsString("<dt>Cut-offs</dt><dd>relevance 7</dd>"));
  }

  @Test
  void theColonOfACollaborationIsNoAuthor() throws Exception {
    PaperRecord paper =
        PAPER.toBuilder()
            .setPaper(
                PAPER.getPaper().toBuilder()
                    .setAuthors(List.of("ATLAS Collaboration", ":", "G. Aad"))
                    .build())
            .build();
    assertThat(
        page(Days.manifest(1).build(), paper),
        containsString("<p class=\"authors\">ATLAS Collaboration, G. Aad</p>"));
  }

  @Test
  void papersThatCouldNotBeScoredAreNamedWithTheCause() throws Exception {
    PaperRecord lost = Days.decided("2503.00007", Outcome.UNSCORED);
    UnscoredPaper why =
        Days.unscored("2503.00007", "cut off by <length>").toBuilder()
            .setTitle("G\\\"odel & $x^2$\n<script>alert(1)</script>")
            .build();
    assertThat(
        page(Days.manifest(2).build(), List.of(PAPER, lost), List.of(why)),
        stringContainsInOrder(
            "katex.min.js",
            "<h2 id=\"unscored\">Not scored</h2>",
            "<a class=\"title\" href=\"https://arxiv.org/abs/2503.00007\">Gödel &amp; ",
            "<span class=\"tex\">$x^2$</span> &lt;script&gt;alert(1)&lt;/script&gt;</a>",
            "<span class=\"meta\">cut off by &lt;length&gt;</span>",
            "<h2 id=\"prompt\">"));
  }

  @Test
  void aWholeDayHasNoSuchList() throws Exception {
    assertThat(page(Days.manifest(1).build(), PAPER), not(containsString("Not scored")));
  }

  private String page(DayManifest day, PaperRecord paper) throws Exception {
    return page(day, List.of(paper), List.of());
  }

  private String page(DayManifest day, List<PaperRecord> papers, List<UnscoredPaper> unscored)
      throws Exception {
    Folder output = Folder.of(path.toString());
    DayFiles.write(output, day, papers, unscored);
    SiteBuilder.build(output);
    return Files.readString(path.resolve("site/2025-03-25/index.html"));
  }
}
