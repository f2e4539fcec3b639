package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.storage.Folder;

/** What is unread, whatever its day. */
class InboxIT extends InBrowser {
  private static final String TITLES =
      "Array.from(document.querySelectorAll('#results a.title'), a => a.textContent)";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    open("");
    browser.run("localStorage.clear()");
    browser.forget();
  }

  @Test
  void papersOfManyDaysStandBestFirstNoneTwice() {
    open("#days=30");
    browser.run(
        "while (!document.getElementById('more').hidden) document.getElementById('more').click()");
    long papers = browser.number("return document.querySelectorAll('#results li').length");
    assertThat(papers, greaterThan(300L));
    assertThat(
        browser.number(
            "return new Set(Array.from(document.querySelectorAll('#results li'), li =>"
                + " li.dataset.id)).size"),
        is(papers));
    assertThat(
        browser.number(
            "return new Set(Array.from(document.querySelectorAll('#results li'), li =>"
                + " li.dataset.date)).size"),
        is(13L));
    assertThat(
        browser.text("return document.getElementById('status').value"),
        is(papers + " papers unread"));
    assertThat(
        browser.text(
            "var sums = Array.from(document.querySelectorAll('#results .verdict'), v =>"
                + " v.textContent.match(/\\d+/g).reduce((a, b) => a + Number(b), 0));"
                + " return sums.every((s, i) => !i || s <= sums[i - 1])"),
        is("true"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void whatIsReadOrUnwantedLeavesTheListAndTheNextPaperIsReady() {
    open("#days=1");
    String first = browser.text("return " + TITLES + "[0]");
    String second = browser.text("return " + TITLES + "[1]");
    browser.type("j", "r");
    assertThat(browser.text("return " + TITLES + "[0]"), is(second));
    assertThat(
        browser.text("return document.activeElement.querySelector('a.title').textContent"),
        is(second));
    browser.type("s", "x");
    browser.type("o");
    browser.await("document.querySelector('#results details[open] p:not(:empty)')");
    open("#days=1");
    assertThat(browser.text("return " + TITLES), not(containsString(first)));
    assertThat(browser.text("return " + TITLES), not(containsString(second)));
    browser.type("/", "zzz");
    assertThat(
        browser.text("return document.getElementById('status').value"), containsString("0 of "));
    browser.type(Keys.ESCAPE);
    assertThat(browser.complaints(), is(empty()));
  }

  private static void open(String hash) {
    browser.open("file://" + site.path() + "/inbox/index.html" + hash);
    browser.await("/ready|failed/.test(document.getElementById('inbox').dataset.state)");
  }
}
