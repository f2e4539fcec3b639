package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.storage.Folder;

/** A day's page in use. */
class DayPageIT extends InBrowser {
  private static final String SHOWN_RANKED =
      "return document.querySelectorAll('#papers .paper:not([hidden])').length";
  private static final String SHOWN =
      "return document.querySelectorAll('.paper:not([hidden])').length";
  private static final String SET =
      "var e = document.getElementById(arguments[0]);"
          + " if (e.type === 'checkbox') { e.checked = arguments[1] === 'true'; }"
          + " else { e.value = arguments[1]; }"
          + " e.dispatchEvent(new Event('input', {bubbles: true}));";
  private static final String FOCUSED = "return document.activeElement.dataset.id";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void openTheDay() {
    open("2025-03-25/index.html");
    browser.run("localStorage.clear()");
    open("2025-03-25/index.html");
  }

  @Test
  void wordsScoresCategoriesTopicsAndAuthorsFilter() {
    assertThat(browser.number(SHOWN), is(45L));
    set("filter", "gpt-4o nothing has this");
    assertThat(browser.number(SHOWN), is(0L));
    assertThat(browser.text("return document.getElementById('nothing').hidden"), is("false"));
    set("filter", "Trajectory BALANCE");
    assertThat(browser.number(SHOWN), is(1L));
    set("filter", "");
    set("match", "true");
    assertThat(browser.number(SHOWN), is(1L));
    set("match", "false");
    set("least", "18");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('.paper')).every(p => p.hidden ==="
                + " Number(p.dataset.score) < 18)"),
        is("true"));
    assertThat(browser.number(SHOWN), greaterThan(0L));
    set("least", "0");
    String category = "return document.getElementById('category').options[2].value";
    set("category", browser.text(category));
    assertThat(
        browser.text("return document.getElementById('shown').textContent"),
        is(browser.number(SHOWN) + " of 45 papers"));
    set("category", "");
    set("topic", "Model Compression");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('.paper:not([hidden])'))"
                + ".every(p => p.dataset.topic === 'Model Compression')"),
        is("true"));
    assertThat(browser.number(SHOWN), greaterThan(0L));
  }

  @Test
  void aFilterFindsAccentsIdsAndNothingOfTheButtons() {
    for (String words : new String[] {"gultekin", "GÜLTEKIN", "2503.18758", "peter scheepers"}) {
      set("filter", words);
      assertThat(words, browser.number(SHOWN), is(1L));
    }
    set("filter", "pdf abstract");
    assertThat(browser.number(SHOWN), is(0L));
    browser.run("document.getElementById('all').click()");
    assertThat(browser.number(SHOWN), is(45L));
    set("filter", "gultekin");
    assertThat(browser.number("return document.querySelectorAll('.chart a.out').length"), is(43L));
  }

  @Test
  void theWayBackBringsBackWhatWasChosen() {
    browser.type("/", "learning", Keys.TAB);
    set("sort", "title");
    set("least", "16");
    browser.run("document.getElementById('sort').dispatchEvent(new Event('change', {bubbles: 1}))");
    String shown =
        "return Array.from(document.querySelectorAll('.paper:not([hidden])')).map(p =>"
            + " p.id).join()";
    String before = browser.text(shown);
    // The page's script shows its tools when it is through.
    String ready = "document.querySelector('.tools:not([hidden])')";
    for (String way : new String[] {"location.href = '../index.html'", "location.reload()"}) {
      browser.run("window.before = true; " + way);
      if (way.contains("href")) {
        browser.await("!window.before && document.readyState === 'complete'");
        browser.run("history.back()");
        browser.await(ready);
      } else {
        browser.await("!window.before && " + ready);
      }
      assertThat(way, browser.text(shown), is(before));
      assertThat(
          way, browser.text("return document.getElementById('filter').value"), is("learning"));
    }
  }

  @Test
  void aLinkToAPaperOpensItEvenWhenItIsFilteredOut() {
    open("2025-03-25/index.html#p2503.18114");
    String open = "return document.querySelector('[data-id=\"2503.18114\"] details').open";
    assertThat(browser.text(open), is("true"));
    assertThat(browser.text(FOCUSED), is("2503.18114"));
    set("filter", "gultekin");
    browser.run("location.hash = '#p2503.17688'");
    browser.await("document.activeElement.dataset.id === '2503.17688'");
    assertThat(browser.number(SHOWN), is(45L));
    browser.type("j");
    assertThat(browser.text(FOCUSED), is("2503.18852"));
  }

  @Test
  void theSkipLinkLeadsToThePapersAndJPutsEachWhereItIsRead() {
    browser.type(Keys.TAB);
    assertThat(browser.text("return document.activeElement.className"), is("skip"));
    browser.type(Keys.ENTER);
    browser.await("document.activeElement.id === 'papers'");
    for (int i = 0; i < 4; i++) {
      browser.type("j");
      assertThat(
          browser.number("return document.activeElement.getBoundingClientRect().top"),
          lessThan(40L));
      assertThat(
          browser.number("return document.activeElement.getBoundingClientRect().top"),
          greaterThan(-1L));
    }
  }

  @Test
  void papersAreSorted() {
    set("sort", "novelty");
    assertThat(
        browser.text(
            "var n = Array.from(document.querySelectorAll('.paper'))"
                + ".map(p => Number(p.dataset.novelty || 0));"
                + " return n.every((x, i) => i === 0 || n[i - 1] >= x)"),
        is("true"));
    set("sort", "score");
    assertThat(
        browser.text("return document.querySelector('.paper').dataset.id"), is("2503.18929"));
  }

  @Test
  void papersAreGroupedByTopic() {
    set("sort", "topic");
    String heads = "Array.from(document.querySelectorAll('#papers .group:not([hidden])'))";
    // Some topics have papers of followed authors only, which stand apart.
    assertThat(
        browser.text(
            "var all = Array.from(document.querySelectorAll('#topic option'), o => o.value);"
                + " var places = "
                + heads
                + ".map(h => all.indexOf(h.textContent));"
                + " return places.length > 1 && places.every((p, i) => p > (places[i - 1] || 0))"),
        is("true"));
    String counts =
        "return " + heads + ".reduce((n, h) => n + Number(h.dataset.count.split(' ')[0]), 0)";
    assertThat(browser.number(counts), is(browser.number(SHOWN_RANKED)));
    set("least", "17");
    assertThat(browser.number(counts), is(browser.number(SHOWN_RANKED)));
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#papers .paper:not([hidden])')).every(p =>"
                + " { let h = p; while (!h.matches('.group')) { h = h.previousElementSibling; }"
                + " return h.textContent === (p.dataset.topic || 'Other'); })"),
        is("true"));
    set("sort", "score");
    assertThat(browser.number("return document.querySelectorAll('.day .group').length"), is(0L));
  }

  @Test
  void keysMoveOpenStarReadAndFilter() {
    browser.type("j");
    assertThat(browser.text(FOCUSED), is("2503.18929"));
    browser.type("jj");
    String third = browser.text(FOCUSED);
    browser.type("k");
    assertThat(browser.text(FOCUSED), is(not(third)));
    browser.type("o");
    assertThat(browser.text("return document.querySelectorAll('.abstract[open]').length"), is("1"));
    browser.type("s", "r");
    assertThat(
        browser.text("return document.activeElement.className"), is("paper has-star has-read"));
    browser.type("/", "trajectory balance");
    assertThat(browser.number(SHOWN), is(1L));
  }

  @Test
  void aPaperIsReadOnArxivAndItsLinkIsCopiedAndShared() {
    // The machine's browser has nothing to share with, and no clipboard without a reader's consent.
    Map<String, Object> added =
        browser.command(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                "navigator.share = d => { window.shared = d; return Promise.resolve(); };"
                    + " Object.defineProperty(navigator, 'clipboard', { value: { writeText: t => {"
                    + " window.copied = t; return Promise.resolve(); } } });"));
    try {
      open("2025-03-25/index.html");
      assertThat(
          browser.text(
              "return Array.from(document.querySelectorAll('#p2503\\\\.18929 .links a'), a =>"
                  + " a.href).join()"),
          containsString("https://arxiv.org/html/2503.18929"));
      browser.run("document.querySelectorAll('#p2503\\\\.18929 .send').forEach(b => b.click())");
      browser.await("window.copied && window.shared");
      // A page that was opened as a file is no address for others.
      assertThat(
          browser.text("return window.copied + ' ' + window.shared.url"),
          is("https://arxiv.org/abs/2503.18929 https://arxiv.org/abs/2503.18929"));
      browser.await("document.querySelector('#p2503\\\\.18929 .send').textContent === 'Copied'");
    } finally {
      browser.command("Page.removeScriptToEvaluateOnNewDocument", added);
    }
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void starsStayAndAreExported() {
    browser.type("j", "s");
    open("2025-03-25/index.html");
    set("starred", "true");
    assertThat(browser.number(SHOWN), is(1L));
    String papers = "Array.from(document.querySelectorAll('.has-star')).map(p => p.dataset)";
    assertThat(
        browser.text("return paperbeam.bibtex(" + papers + ")"),
        is(
            "@misc{arXiv:2503.18929,\n"
                + "  title = {Trajectory Balance with Asynchrony: Decoupling Exploration and"
                + " Learning for Fast, Scalable LLM Post-Training},\n"
                + "  author = {Brian R. Bartoldson and Siddarth Venkatraman and James Diffenderfer"
                + " and Moksh Jain and Tal Ben-Nun and Seanie Lee and Minsu Kim and Johan"
                + " Obando-Ceron and Yoshua Bengio and Bhavya Kailkhura},\n"
                + "  year = {2025},\n"
                + "  eprint = {2503.18929},\n"
                + "  archivePrefix = {arXiv},\n"
                + "  primaryClass = {cs.LG},\n"
                + "  doi = {10.48550/arXiv.2503.18929},\n"
                + "  url = {https://arxiv.org/abs/2503.18929},\n"
                + "  keywords = {cs.LG}\n"
                + "}\n"));
    assertThat(
        browser.text("return paperbeam.list(" + papers + ")"),
        containsString("https://arxiv.org/abs/2503.18929"));
    open("starred/index.html");
    assertThat(
        browser.text("return document.querySelector('.title').textContent"),
        startsWith("Trajectory Balance"));
    browser.run("document.querySelector('#results button').click()");
    assertThat(browser.text("return localStorage.getItem('paperbeam.marks')"), is("{}"));
  }

  @Test
  void aDotLeadsToItsPaper() {
    browser.run(
        "document.getElementById('numbers').open = true;"
            + " document.querySelector('.scorechart a[href^=\"#p\"]')"
            + ".dispatchEvent(new MouseEvent('click'))");
    assertThat(browser.text("return document.querySelector('.paper:target') !== null"), is("true"));
    assertThat(browser.complaints(), is(empty()));
  }

  private static void set(String id, String value) {
    browser.run(SET, id, value);
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }
}
