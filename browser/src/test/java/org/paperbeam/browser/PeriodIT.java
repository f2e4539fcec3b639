package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.storage.Folder;

/** The papers of a month, a week and a year: sort, filter, marks, export, and why. */
class PeriodIT extends InBrowser {
  private static final String SHOWN = "return document.querySelectorAll('#results li').length";
  private static final String READY = "document.getElementById('period').dataset.state === 'ready'";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    open("2025-03/index.html");
    browser.run("localStorage.clear()");
    browser.forget();
  }

  @Test
  void aViewIsChosenWithTheKeyboardAndItsAddressShowsTheSameToOthers() {
    for (String page : new String[] {"2025-03", "2025-W13", "2025"}) {
      open(page + "/index.html");
      browser.type("/", "language");
      browser.await(READY);
      browser.type(Keys.TAB);
      choose("sort", "novelty");
      choose("category", "cs.CL");
      choose("least", "17");
      long shown = browser.number(SHOWN);
      String titles = titles();
      String address = browser.text("return location.href");
      assertThat(page, shown, greaterThan(1L));
      assertThat(address, containsString("#filter=language&sort=novelty&least=17&category=cs.CL"));
      browser.open(address);
      browser.await(READY);
      assertThat(page, titles(), is(titles));
      assertThat(
          browser.text("return document.getElementById('status').value"),
          startsWith(shown + " of "));
      assertThat(browser.text("return document.getElementById('choices').open"), is("true"));
    }
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void nothingButTheListIsLoadedUntilSomethingIsChosen() {
    open("2025/index.html");
    assertThat(browser.requests().toString(), not(containsString("papers.js")));
    assertThat(browser.number(SHOWN), is(50L));
    browser.run("document.getElementById('more').click()");
    browser.await(READY);
    assertThat(browser.number(SHOWN), is(150L));
    assertThat(browser.requests().toString(), containsString("2025-03/papers.js"));
    assertThat(
        browser.text(
            "var ids = Array.from(document.querySelectorAll('#results li'), li => li.dataset.id);"
                + " return new Set(ids).size"),
        is("150"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void whyAPaperWasChosenIsShownAtTheBestOfEachTopicAndFoldedAtAllOthers() {
    open("2025-03/index.html");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('.topics li')).every(li =>"
                + " li.querySelector('.said, .badge'))"),
        is("true"));
    long first =
        browser.number(
            "return Array.from(document.querySelectorAll('#results li')).findIndex(li =>"
                + " li.querySelector('.why'))");
    for (long i = 0; i <= first; i++) {
      browser.type("j");
    }
    browser.type("o");
    String why = "document.activeElement.querySelector('.why[open] p')";
    browser.await(why);
    choose("sort", "title");
    browser.await(READY);
    browser.run("document.querySelector('#results li:not(:has(.badge)) .why').open = true");
    browser.await(
        "/\\w{4}.*\\./.test(document.querySelector('#results .why[open] p').textContent)");
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void whatIsMarkedIsFilteredAndSaved() {
    open("2025-W13/index.html");
    browser.type("j", "s", "j", "x");
    browser.run("document.querySelector('#choices').open = true");
    browser.await("document.getElementById('export-bibtex').textContent === 'Save BibTeX (1 ★)'");
    browser.run(
        "URL.createObjectURL = b => { b.text().then(t => { window.saved = t; }); return '#x'; };"
            + " document.getElementById('export-bibtex').click()");
    browser.await("window.saved");
    assertThat(browser.text("return window.saved"), containsString("abstract = {"));
    browser.run("document.getElementById('starred').click()");
    browser.await(READY);
    assertThat(browser.number(SHOWN), is(1L));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aTopicOfTheTableLeadsToItsPapers() {
    open("2025-03/index.html");
    String row = "document.querySelector('.topictable tbody tr')";
    String papers = browser.text("return " + row + ".querySelector('td').textContent");
    browser.run(row + ".querySelector('th a').click()");
    browser.await(READY);
    assertThat(
        browser.text("return document.getElementById('status').value"),
        startsWith(papers + " of "));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aWeekLeadsToItsMonthsAndToTheWeeksBesideIt() {
    open("2025-W14/index.html");
    assertThat(
        browser.text("return document.querySelector('h1').textContent"), is("Week 14, 2025"));
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('.beside a, a[rel=prev]'), a =>"
                + " a.getAttribute('href')).join()"),
        is("../2025-W13/index.html,../2025-03/index.html,../2025-04/index.html"));
  }

  private static String titles() {
    return browser.text(
        "return Array.from(document.querySelectorAll('#results a.title'), a => a.href).join()");
  }

  private static void choose(String id, String value) {
    browser.run(
        "document.getElementById('period').dataset.state = ''; var e ="
            + " document.getElementById(arguments[0]); e.value = arguments[1];"
            + " e.dispatchEvent(new Event('input'))",
        id,
        value);
    browser.await(READY);
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }
}
