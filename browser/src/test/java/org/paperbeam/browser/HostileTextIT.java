package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

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
import org.paperbeam.site.SiteBuilder;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.days.CorpusDays;

/** Papers whose every text tries to be more than text. */
class HostileTextIT extends InBrowser {
  private static final String DATE = "2025-03-20";
  private static final List<String> ATTACKS =
      List.of(
          "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 2\">",
          "\"><svg onload=window.hacked=3> ' onmouseover='window.hacked=4",
          "[x](javascript:window.hacked=5) <a href=javascript:window.hacked=6>y</a>",
          "\u202egnikcah\u2066 \u200f\u061c \u0000\u0007 \ud800 </title></textarea>--><!--",
          "$\\href{javascript:window.hacked=7}{x}$ $\\url{javascript:alert(1)}$",
          "$\\includegraphics{http://evil.example/x.png}$ $\\htmlStyle{color:red}{x}$",
          "$\\def\\a{\\a\\a}\\a$ $\\rule{9999em}{9999em}$ ${{{$ $\\frac{1}{$",
          "</script><script>window.hacked=8</script>\u2028paperbeamMonth(1)//",
          "\\" + "{".repeat(500) + "$x$" + "\\'".repeat(400),
          "constructor __proto__ {{7*7}} ${7*7} #{7*7} <%= 7*7 %>");

  private static Folder site;

  @BeforeAll
  static void buildAHostileDay() throws Exception {
    Folder output = Folder.of(folder.resolve("out").toString());
    CorpusDays.write(output);
    DayRecords day = RecordFiles.read(output, DATE);
    List<PaperRecord> papers = new ArrayList<>();
    for (int i = 0; i < day.records().size(); i++) {
      PaperRecord record = day.records().get(i);
      papers.add(i < ATTACKS.size() + 1 ? hostile(record, i) : record);
    }
    DayManifest manifest =
        day.manifest().toBuilder()
            .setModel(ATTACKS.get(0))
            .setPrompt(String.join("\n", ATTACKS))
            .setTopics("1. " + ATTACKS.get(0) + "\n - Relevant: learning, networks, models")
            .build();
    DayFiles.write(output, manifest, papers, List.of());
    SiteBuilder.build(output);
    site = output.folder("site");
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    browser.forget();
  }

  @Test
  void nothingOfItRuns() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String page : Sites.pages(site)) {
      browser.open("file://" + site.path() + "/" + page);
      browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      browser.await("!document.querySelector('details[open] .tex:not(.done)')");
      check(wrong, page);
    }
    assertThat(wrong, is(empty()));
  }

  @Test
  void nothingOfItRunsAmongTheResultsOfASearchOrTheStars() {
    List<String> wrong = new ArrayList<>();
    browser.open("file://" + site.path() + "/" + DATE + "/index.html");
    browser.run("document.querySelectorAll('button.star').forEach(b => b.click())");
    browser.open("file://" + site.path() + "/starred/index.html");
    check(wrong, "starred");
    for (String words : List.of("hacked", "script", "constructor", "__proto__", "javascript")) {
      browser.open("file://" + site.path() + "/search/index.html#" + words);
      browser.await("document.getElementById('search').dataset.state === 'ready'");
      check(wrong, "search for " + words);
    }
    assertThat(wrong, is(empty()));
  }

  @Test
  void aHundredKilobytesOfTextLeaveThePageUsable() {
    browser.open("file://" + site.path() + "/" + DATE + "/index.html");
    assertThat(
        browser.number("return document.querySelector('main').textContent.length"),
        lessThan(400_000L));
    assertThat(
        browser.number("return document.documentElement.scrollWidth - innerWidth"), lessThan(1L));
  }

  private static void check(List<String> wrong, String page) {
    browser.complaints().forEach(c -> wrong.add(page + " complains: " + c));
    for (String url : browser.requests()) {
      if (!url.startsWith("file://" + folder) && !url.equals("about:blank")) {
        wrong.add(page + " asks for " + url);
      }
    }
    String hacked = browser.text("return window.hacked");
    if (!hacked.equals("null")) {
      wrong.add(page + " ran attack " + hacked);
    }
    String foreign =
        browser.text(
            "return Array.from(document.querySelectorAll('a[href], script, img, iframe'))"
                + ".map(e => new URL(e.getAttribute('href') || e.getAttribute('src') || 'about:inline',"
                + " document.baseURI).href)"
                + ".filter(u => !/^(file:|https:\\/\\/arxiv.org\\/)/.test(u)).join(' ')");
    if (!foreign.isEmpty()) {
      wrong.add(page + " holds " + foreign);
    }
  }

  private static PaperRecord hostile(PaperRecord record, int i) {
    String attack = i < ATTACKS.size() ? ATTACKS.get(i) : "W" + "idth \u202e<b> $x$ ".repeat(6_000);
    return record.toBuilder()
        .setPaper(
            record.getPaper().toBuilder()
                .setTitle(attack)
                .setAuthors(List.of(attack, "<b>Bob</b>"))
                .setAbstractText(attack)
                .setCategories(List.of("cs.LG", attack))
                .build())
        .setAuthorMatch(false)
        .setOutcome(Outcome.SELECTED)
        .setRelevance(9)
        .setNovelty(9)
        .setComment(attack)
        .build();
  }
}
