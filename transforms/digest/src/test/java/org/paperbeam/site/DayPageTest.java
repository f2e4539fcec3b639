package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

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
  void theModelsTopicCountsAndWordsDecideOnlyWhereItNamedNone() throws Exception {
    DayManifest.Builder day =
        Days.manifest(1)
            .setTopics(
                "### Comment Theory\n- Relevant: comments, abstracts\n### Gravity\n- Relevant: mass");
    PaperRecord told = PAPER.toBuilder().setTopic("Gravity").build();
    String one = page(day.build(), told);
    assertThat(one, containsString("data-topic=\"Gravity\""));
    assertThat(one, containsString("<span>Topic</span>"));
    PaperRecord none = Days.selected("2503.00008", 8, 8).toBuilder().setTopic("").build();
    PaperRecord unknown = Days.selected("2503.00009", 8, 7);
    String mixed = page(day.setListed(5).build(), List.of(told, none, unknown), List.of());
    assertThat(mixed, containsString("<span>Topic, partly by words</span>"));
    assertThat(mixed, containsString("<option value=\"Gravity\">Gravity (1)</option>"));
    assertThat(
        mixed, containsString("<option value=\"Comment Theory\">Comment Theory (1)</option>"));
    assertThat(mixed, containsString("<option value=\"Other\">Other (1)</option>"));
    assertThat(
        page(day.setListed(3).build(), unknown),
        containsString("<span>Topic, by its words</span>"));
  }

  @Test
  void scoredPapersOfFollowedAuthorsHaveAPlaceOfTheirOwn() throws Exception {
    PaperRecord match =
        Days.selected("2503.00002", 5, 4).toBuilder()
            .setAuthorMatch(true)
            .setMatchedAuthors(List.of("Ada <Lovelace>"))
            .build();
    PaperRecord better = Days.selected("2503.00003", 9, 9).toBuilder().setAuthorMatch(true).build();
    DayManifest.Builder day = Days.manifest(3);
    assertThat(
        page(day.build(), List.of(match, PAPER, better), List.of()),
        stringContainsInOrder(
            "<div id=\"papers\"",
            "id=\"p2503.00001\"",
            "<h2 id=\"followed\">By authors you follow</h2>",
            "id=\"p2503.00003\"",
            "id=\"p2503.00002\"",
            "Author you follow: Ada &lt;Lovelace&gt;</span>",
            ">5<",
            "Comment on 2503.00002."));
    // The Markdown keeps them first, and names no scores of theirs.
    String markdown = Files.readString(path.resolve("digests/2025-03/2025-03-25.md"));
    assertThat(
        markdown,
        stringContainsInOrder(
            "2503.00003", "2503.00002", "**Comment:** Author match", "2503.00001"));
    PaperRecord unscored =
        match.toBuilder().setRelevance(null).setNovelty(null).setComment(null).build();
    assertThat(
        page(Days.manifest(2).build(), List.of(PAPER, unscored), List.of()),
        stringContainsInOrder("id=\"p2503.00002\"", "id=\"p2503.00001\""));
  }

  @Test
  void theSentenceInTheReadersLanguageSaysWhichLanguageItIs() throws Exception {
    PaperRecord paper =
        PAPER.toBuilder().setSummary("Ein <b>Satz</b>.").setSummaryLanguage("de").build();
    assertThat(
        page(Days.manifest(1).build(), paper),
        stringContainsInOrder(
            "<p class=\"sentence\" lang=\"de\" dir=\"auto\">Ein &lt;b&gt;Satz&lt;/b&gt;.</p>",
            "<p class=\"comment\">"));
    assertThat(page(Days.manifest(1).build(), PAPER), not(containsString("class=\"sentence\"")));
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
  void bothPromptsStandAtTheEndAsTheyWereSent() throws Exception {
    assertThat(
        page(Days.manifest(1).setTitlePrompt("Drop <titles>.\n\n[PAPER LIST HERE]").build(), PAPER),
        stringContainsInOrder(
            "<summary>The prompt as it was sent</summary>",
            "<pre>Read this.",
            "<summary>The prompt that judged titles, as it was sent</summary>",
            "<pre>Drop &lt;titles&gt;.\n\n[PAPER LIST HERE]</pre>"));
  }

  @Test
  void whereNoTitleWasJudgedThereIsNoPromptForIt() throws Exception {
    assertThat(page(Days.manifest(1).build(), PAPER), not(containsString("judged titles")));
  }

  @Test
  void aPaperThatAnEarlierDigestShowsLeadsThere() throws Exception {
    PaperRecord seen = PAPER.toBuilder().setSeenBefore("2025-02-24").build();
    assertThat(
        page(Days.manifest(1).build(), seen),
        containsString(
            "<a class=\"seen\" href=\"../2025-02-24/index.html#p2503.00001\">Seen before: <time"
                + " datetime=\"2025-02-24\">Mon 24 Feb</time></a>"));
    assertThat(
        Files.readString(path.resolve("site/papers.xml")),
        containsString("<p>Seen before: in the digest of 2025-02-24.</p>"));
    assertThat(
        Files.readString(path.resolve("site/feed.xml")),
        containsString("</a> (seen before: 2025-02-24)</li>"));
    assertThat(
        Files.readString(path.resolve("site/index.html")),
        containsString("seen before: Mon 24 Feb"));
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
  void whatIsVeryLongIsCutWherePeopleReadAndWholeInTheRecord() throws Exception {
    String name = "Adalbert von Lang";
    PaperRecord paper =
        PAPER.toBuilder()
            .setPaper(
                PAPER.getPaper().toBuilder()
                    .setAuthors(Collections.nCopies(3000, name))
                    .setAbstractText("word ".repeat(20_000).strip())
                    .build())
            .setComment("said ".repeat(20_000).strip())
            .build();
    assertThat(
        page(Days.manifest(1).build(), paper), containsString(name + " and 2900 others</p>"));
    for (String file : List.of("2025-03-25/index.html", "papers.xml", "2025-03/index.html")) {
      assertThat(file, Files.size(path.resolve("site").resolve(file)), is(lessThan(60_000L)));
    }
    Folder output = Folder.of(path.toString());
    PaperRecord kept = RecordFiles.read(output, "2025-03-25").records().get(0);
    assertThat(kept.getPaper().getAuthors().size(), is(3000));
    assertThat(kept.getPaper().getAbstractText().length(), is(99_999));
    assertThat(
        "who cites gets all names",
        Files.readString(path.resolve("site/2025-03-25/citations.js")).split("von Lang").length,
        is(3001));
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
