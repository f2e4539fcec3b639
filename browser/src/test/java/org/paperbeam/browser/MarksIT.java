package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.site.SiteServer;
import org.paperbeam.storage.Folder;

/** Stars and read marks: one for a paper, on whatever page it stands, in whatever browser. */
class MarksIT extends InBrowser {
  private static final String REFUSED =
      "Object.defineProperty(window, 'localStorage', {get() {"
          + " throw new DOMException('no', 'SecurityError'); }});";
  private static final String FULL =
      "Storage.prototype.setItem = function () {"
          + " throw new DOMException('full', 'QuotaExceededError'); };";
  private static final String DAY = "2025-03-25/index.html";
  private static final String STAR =
      "document.querySelector('[data-id=\"2503.18758\"] button.star').click()";
  private static final String STARS = "return document.querySelectorAll('.has-star').length";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void forgetAllMarks() {
    open(DAY);
    browser.run("localStorage.clear()");
    browser.forget();
  }

  @Test
  void aStarIsOneOnEveryPageThatShowsThePaper() {
    open(DAY);
    browser.run(STAR);
    open("2025-03/index.html");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('.has-star a.title'))"
                + ".every(a => a.href.endsWith('#p2503.18758'))"),
        is("true"));
    assertThat(
        browser.text("return document.querySelector('.has-star').textContent"),
        containsString("starred"));
    search("gultekin");
    assertThat(browser.number(STARS), is(1L));
    assertThat(pressed("#results button.star"), is("true"));
    browser.run("document.querySelector('#results button.star').click()");
    assertThat(browser.number(STARS), is(0L));
    open(DAY);
    assertThat(pressed("[data-id=\"2503.18758\"] button.star"), is("false"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void whatIsStarredInASearchIsOnThePageOfStarsAndInItsBibtex() {
    search("2503.18758");
    browser.run("document.querySelector('#results button.star').click()");
    open("starred/index.html");
    assertThat(
        browser.text("return document.querySelector('#results li').innerText"),
        containsString("Yunus Can Gültekin, Péter Scheepers"));
    assertThat(
        browser.text(
            "var m = paperbeam.marks(); return paperbeam.bibtex(Object.keys(m).map(id =>"
                + " Object.assign({id: id}, m[id])))"),
        containsString("primaryClass = {cs.LG}"));
  }

  @Test
  void namesAndTitlesOfStarredPapersAreLettersAndFormulas() {
    open(DAY);
    browser.run(STAR);
    open("2025-03-24/index.html");
    browser.run(
        "Array.from(document.querySelectorAll('.paper')).find(p =>"
            + " p.dataset.title.startsWith('Glivenko')).querySelector('button.star').click()");
    open("starred/index.html");
    browser.await("document.querySelector('#results .katex')");
    assertThat(
        browser.text("return document.querySelector('#results').innerText"),
        containsString("Yunus Can Gültekin, Péter Scheepers"));
    assertThat(
        browser.text("return paperbeam.list(Object.values(paperbeam.marks()))"),
        containsString("Glivenko-Cantelli for $f$-divergence\n"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aBrowserThatRefusesToKeepMarksSaysSoAndKeepsThemForThePage() {
    for (String how : new String[] {REFUSED, FULL}) {
      Object id =
          browser
              .command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", how))
              .get("identifier");
      try {
        open(DAY);
        browser.type("j", "s", "j", "s");
        assertThat(browser.number(STARS), is(2L));
        assertThat(browser.text("return document.getElementById('unkept').hidden"), is("false"));
        assertThat(
            browser.text("return document.getElementById('export-list').textContent"),
            is("Save list (2 ★)"));
        browser.run("document.getElementById('theme').click()");
        open("starred/index.html");
        assertThat(
            browser.text("return document.getElementById('status').textContent"),
            startsWith("Nothing starred yet."));
        search("gultekin");
        browser.run("document.querySelector('#results button.star').click()");
        assertThat(
            browser.text("return document.getElementById('status').textContent"),
            startsWith("This browser does not keep marks"));
        assertThat(browser.complaints(), is(empty()));
      } finally {
        browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
      }
    }
  }

  @Test
  void marksThatAreNotOursAreAsIfThereWereNone() {
    for (String text : new String[] {"null", "[]", "7", "\"x\"", "{", "{\"a\":1,\"b\":null}"}) {
      open(DAY);
      browser.run("localStorage.setItem('paperbeam.marks', arguments[0])", text);
      open("starred/index.html");
      assertThat(
          text,
          browser.text("return document.getElementById('status').textContent"),
          startsWith("Nothing starred yet."));
      open(DAY);
      browser.run(STAR);
      assertThat(text, browser.number(STARS), is(1L));
    }
    open("starred/index.html");
    browser.run("localStorage.setItem('paperbeam.marks', '{\"2503.18758\":{\"star\":true}}')");
    open("starred/index.html");
    assertThat(
        browser.text("return document.querySelector('#results .title').textContent"),
        is("2503.18758"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void anotherTabsStarIsShownAtOnce() {
    open(DAY);
    browser.run(
        "localStorage.setItem('paperbeam.marks', '{\"2503.18758\":{\"star\":true}}');"
            + " window.dispatchEvent(new StorageEvent('storage', {key: 'paperbeam.marks'}));");
    assertThat(pressed("[data-id=\"2503.18758\"] button.star"), is("true"));
  }

  @Test
  void notForMeStandsBesideStarAndReadAndExcludesTheStar() {
    open(DAY);
    browser.type("j", "s", "x");
    assertThat(
        browser.text("return document.activeElement.className"), is("paper known has-dislike"));
    browser.run("document.getElementById('wanted').click()");
    assertThat(
        browser.text("return document.querySelector('#papers .has-dislike').hidden"), is("true"));
    assertThat(
        browser.text(
            "var m = JSON.parse(localStorage.getItem('paperbeam.marks'))['2503.18929'];"
                + " return m.dislike + ' ' + m.star + ' ' + m.date"),
        is("true undefined 2025-03-25"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void monthsYearsAndTheFirstPageSetMarksWithTheSameKeys() {
    for (String page : new String[] {"index.html", "2025-03/index.html", "2025/index.html"}) {
      open(page);
      browser.run("localStorage.clear()");
      open(page);
      browser.type("j", "s", "r");
      browser.type("j", "x");
      assertThat(
          page,
          browser.text(
              "return Object.values(JSON.parse(localStorage.getItem('paperbeam.marks'))).map(m =>"
                  + " !!m.star + '' + !!m.read + !!m.dislike + (m.title && m.date ? 1 : 0)).join()"),
          is("truetruefalse1,falsefalsetrue1"));
      browser.run("document.activeElement.querySelector('.marks .dislike').focus()");
      browser.type(Keys.SPACE);
      assertThat(
          page, browser.number("return document.querySelectorAll('.has-dislike').length"), is(0L));
    }
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void marksTravelAsAFileAndAsALink() throws Exception {
    open(DAY);
    browser.type("j", "s", "j", "r", "j", "x");
    open("starred/index.html");
    browser.run(
        "URL.createObjectURL = b => { b.text().then(t => { window.saved = t; }); return '#x'; };"
            + " document.getElementById('marks-save').click();"
            + " document.getElementById('marks-copy').click();");
    browser.await("window.saved");
    String saved = browser.text("return window.saved");
    String link = browser.text("return document.getElementById('marks-link').value");
    Path file = Files.writeString(folder.resolve("marks.json"), saved);
    browser.run("localStorage.clear()");
    open("starred/index.html");
    browser.choose("#marks-file", file);
    browser.await("document.querySelector('#results li')");
    assertThat(counts(), startsWith("1 starred, 1 read, 1 not for you."));
    browser.run("localStorage.clear()");
    browser.open(link);
    assertThat(counts(), startsWith("0 starred"));
    assertThat(
        browser.text("return document.getElementById('offer').innerText"),
        startsWith("This link brings marks of 3 papers."));
    browser.run("document.getElementById('offer-add').click()");
    browser.await("/Trajectory/.test(document.getElementById('results').innerText)");
    assertThat(counts(), startsWith("1 starred, 1 read, 1 not for you."));
    assertThat(browser.text("return location.hash"), is(""));
    for (String odd : new String[] {"[]", "null", "{\"<img>\":{\"star\":true}}", "no json"}) {
      browser.choose("#marks-file", Files.writeString(file, odd));
      browser.await(
          "/holds no marks|no file of marks/.test(document.getElementById('marks-status').value)");
      browser.run("document.getElementById('marks-status').value = ''");
    }
    assertThat(counts(), startsWith("1 starred, 1 read, 1 not for you."));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void twoBrowsersOnOneServerAgree() throws Exception {
    Folder output = Folder.of(Path.of(site.path()).getParent().toString());
    Files.createDirectories(folder.resolve("phone"));
    try (SiteServer server = SiteServer.start(output, 0);
        Browser phone = Browser.start(folder.resolve("phone"))) {
      String stored = "return paperbeam.marks()['2503.18929'] ? 'known' : 'unknown'";
      browser.open(server.url() + DAY);
      browser.forget();
      browser.open(server.url() + DAY);
      browser.type("j", "s");
      browser.await("localStorage.getItem('paperbeam.unsent') === '[]'");
      phone.open(server.url() + "starred/index.html");
      phone.await("/Trajectory/.test(document.getElementById('results').innerText)");
      assertThat(
          phone.text("return document.getElementById('marks-count').textContent"),
          containsString("paperbeam serve keeps them"));
      phone.run("document.querySelector('#results button.star').click()");
      phone.await("localStorage.getItem('paperbeam.unsent') === '[]'");
      browser.run("document.dispatchEvent(new Event('visibilitychange'))");
      browser.await("!document.querySelector('#papers .has-star')");
      assertThat(browser.text(stored), is("unknown"));
      assertThat(Files.readString(Path.of(output.path(), "marks.json")), is("{\n}\n"));
      browser.open(server.url() + "inbox/index.html#days=1");
      browser.await("document.getElementById('inbox').dataset.state === 'ready'");
      browser.type("j", "s");
      browser.await("localStorage.getItem('paperbeam.unsent') === '[]'");
      assertThat(
          "the place is kept",
          browser.text("return document.activeElement.className"),
          is("has-star"));
      assertThat(browser.complaints(), is(empty()));
    }
  }

  private static String counts() {
    return browser.text("return document.getElementById('marks-count').textContent");
  }

  private static String pressed(String button) {
    return browser.text(
        "return document.querySelector(arguments[0]).getAttribute('aria-pressed')", button);
  }

  private static void search(String words) {
    open("search/index.html#" + words);
    browser.await("document.getElementById('search').dataset.state === 'ready'");
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }
}
