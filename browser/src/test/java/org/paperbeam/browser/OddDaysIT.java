package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.site.SiteBuilder;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.CorpusDays;

/** Days that are not like the others: nothing listed, nothing selected, all selected, no model. */
class OddDaysIT extends InBrowser {
  private static final String EMPTY = "2025-03-18";
  private static final String NONE = "2025-03-19";
  private static final String ALL = "2025-03-20";
  private static final String OFFLINE = "2025-03-21";
  private static final String PARTIAL = "2025-03-24";

  private static Folder site;

  @BeforeAll
  static void buildOddDays() throws Exception {
    Folder output = Folder.of(folder.resolve("out").toString());
    CorpusDays.write(output);
    DayManifest empty = RecordFiles.read(output, EMPTY).manifest();
    DayFiles.write(
        output,
        empty.toBuilder().setEntries(0).setListed(0).setDuplicates(0).build(),
        List.of(),
        List.of());
    write(output, NONE, paper -> scored(paper, Outcome.BELOW_CUTOFF, 3, 2));
    write(output, ALL, paper -> scored(paper, Outcome.SELECTED, 9, 8));
    write(output, OFFLINE, paper -> scored(paper, Outcome.SELECTED, 8, null));
    loseAPaper(output, PARTIAL);
    SiteBuilder.build(output);
    site = output.folder("site");
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    browser.forget();
  }

  @Test
  void aDayWithoutAListingSaysSoAndShowsNoEmptyPictures() {
    open(EMPTY);
    assertThat(
        text("main"), allOf(containsString("No paper was listed."), not(containsString("0 of 0"))));
    assertThat(
        browser.number("return document.querySelectorAll('main svg, .tools').length"), is(0L));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aDayWithoutASelectedPaperShowsWhereTheyDroppedOut() {
    open(NONE);
    browser.run("document.getElementById('numbers').open = true");
    assertThat(text("main"), containsString("Below they stand with the reason."));
    assertThat(
        browser.number(
            "return document.querySelector('.outcomes svg').getBoundingClientRect().width"),
        lessThan(430L));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aPaperThatCouldNotBeScoredIsNamedBelowThePapers() {
    open(PARTIAL);
    assertThat(text(".notice"), containsString("1 of "));
    assertThat(text("section[aria-labelledby=unscored]"), containsString("no answer"));
    assertThat(
        browser.number(
            "return document.querySelectorAll('section[aria-labelledby=unscored] a.title').length"),
        is(1L));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aDayWithEveryPaperSelectedIsFilteredWithoutAWait() {
    open(ALL);
    long papers = browser.number("return document.querySelectorAll('.paper').length");
    assertThat(
        browser.text("return document.getElementById('least').textContent.trim()"),
        is("any17 or more (" + papers + ")"));
    browser.type("/", "zzz");
    assertThat(text("#nothing"), containsString("No paper fits this filter."));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aDayWithoutNoveltyOffersTheScoresThatItsPapersHave() {
    open(OFFLINE);
    browser.run("document.getElementById('numbers').open = true");
    assertThat(
        browser.text("return document.getElementById('least').options[1].textContent"),
        containsString("8 or more ("));
    assertThat(text(".scorechart figcaption"), is("Relevance"));
    assertThat(browser.complaints(), is(empty()));
  }

  private interface Change {
    PaperRecord of(PaperRecord paper);
  }

  private static void write(Folder output, String date, Change change) throws Exception {
    DayRecords day = RecordFiles.read(output, date);
    DayFiles.write(
        output, day.manifest(), day.records().stream().map(change::of).toList(), List.of());
  }

  private static void loseAPaper(Folder output, String date) throws Exception {
    DayRecords day = RecordFiles.read(output, date);
    List<PaperRecord> records = new ArrayList<>(day.records());
    PaperRecord lost =
        PaperRecord.listed(records.get(0).getPaper()).toBuilder()
            .setOutcome(Outcome.UNSCORED)
            .build();
    records.set(0, lost);
    UnscoredPaper why =
        UnscoredPaper.builder()
            .setArxivId(lost.getPaper().getArxivId())
            .setDate(date)
            .setTitle(lost.getPaper().getTitle())
            .setStage("score")
            .setCause("no answer")
            .setAttempts(6)
            .setRunId("test")
            .build();
    DayFiles.write(output, day.manifest(), records, List.of(why));
  }

  private static PaperRecord scored(
      PaperRecord paper, Outcome outcome, int relevance, Integer novelty) {
    return paper.toBuilder()
        .setAuthorMatch(false)
        .setOutcome(outcome)
        .setRelevance(relevance)
        .setNovelty(novelty)
        .build();
  }

  private static String text(String element) {
    return browser.text("return document.querySelector(arguments[0]).innerText", element);
  }

  private static void open(String date) {
    browser.open("file://" + site.path() + "/" + date + "/index.html");
  }
}
