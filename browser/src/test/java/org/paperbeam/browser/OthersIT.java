package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.storage.Folder;

/**
 * The papers of a day that are not selected: all of them, with the reason, when they are asked for.
 */
class OthersIT extends InBrowser {
  private static final String DAY = "2025-03-25/index.html";
  private static final String LISTED =
      "document.querySelectorAll('#others-list li').length === 124";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    open(DAY);
    browser.run("localStorage.clear()");
    browser.forget();
  }

  @Test
  void theyAreLoadedWhenTheListIsOpenedAndEveryPaperOfTheDayStandsThere() {
    open(DAY);
    assertThat(browser.requests().toString(), not(containsString("2025-03-25/others.js")));
    assertThat(
        browser.text("return document.querySelector('#others summary').innerText"),
        startsWith("Not selected, and why 124 papers, "));
    browser.run("document.querySelector('#others summary').click()");
    browser.await(LISTED);
    assertThat(browser.requests().toString(), containsString("2025-03-25/others.js"));
    assertThat(
        browser.text(
            "var ids = Array.from(document.querySelectorAll('.paper, #others-list li'), e => e.id);"
                + " return ids.length + ' ' + new Set(ids).size"),
        is("169 169"));
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#others-list h3'), h =>"
                + " h.firstChild.data.trim()).join()"),
        is("Near misses,Below the cut-offs,Dropped by title,Below the h-index"));
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#others-list li')).every(li =>"
                + " li.querySelector('.why').textContent && li.querySelector('a.title').href"
                + ".startsWith('https://arxiv.org/abs/'))"),
        is("true"));
    assertThat(
        browser.text("return document.querySelector('#others-list .said').textContent.length > 20"),
        is("true"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aGreyDotLeadsToThePapersWithItsScores() {
    open(DAY);
    browser.run(
        "document.getElementById('numbers').open = true;"
            + " document.querySelector('a[data-pair=\"r6n6\"]')"
            + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
    browser.await("document.activeElement.dataset.pair === 'r6n6'");
    assertThat(
        browser.number("return document.activeElement.getBoundingClientRect().top"), lessThan(60L));
    String title =
        browser.text("return document.querySelector('a[data-pair=\"r6n6\"] title').textContent");
    assertThat(
        title,
        startsWith(browser.text("return document.querySelectorAll('#others-list .hit').length")));
    assertThat(
        browser.text("return location.pathname.endsWith('2025-03-25/index.html')"), is("true"));
  }

  @Test
  void theListIsOpenedReadAndStarredWithTheKeyboardAlone() {
    open(DAY);
    browser.run("document.querySelector('#others summary').focus()");
    browser.type(Keys.ENTER);
    browser.await(LISTED);
    browser.type(Keys.TAB, Keys.TAB);
    assertThat(browser.text("return document.activeElement.className"), is("title"));
    browser.type(Keys.TAB, Keys.SPACE);
    assertThat(
        browser.text("return document.querySelector('#others-list li').className"),
        containsString("has-star"));
    open("starred/index.html");
    String link = browser.text("return document.querySelector('#results a.title').href");
    browser.open(link);
    browser.await("document.activeElement.closest('#others-list')");
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void withoutScriptsTheyHaveAPageOfTheirOwnToWhichTheDotsLead() {
    browser.scripts(false);
    try {
      open(DAY);
      String page =
          browser.text("return document.querySelector('#others a[href=\"others.html\"]').href");
      String dot = browser.text("return document.querySelector('a[data-pair]').href.baseVal");
      browser.open(page);
      assertThat(browser.number("return document.querySelectorAll('#others li').length"), is(124L));
      assertThat(
          browser.number(
              "return document.getElementById(arguments[0]).closest('li').children.length",
              dot.split("#")[1]),
          greaterThan(3L));
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void aListThatCannotBeLoadedSaysSo() throws Exception {
    open("2025-03-24/index.html");
    String rows = site.readIfPresent("2025-03-24/others.js");
    site.delete(List.of("2025-03-24/others.js"));
    try {
      browser.run("document.getElementById('others').open = true");
      browser.await("document.getElementById('others-status').textContent.includes('Could not')");
      browser.complaints();
    } finally {
      site.write("2025-03-24/others.js", rows);
    }
    browser.run("document.getElementById('others').open = false");
    browser.await("!document.getElementById('others').open");
    browser.run("document.getElementById('others').open = true");
    browser.await("document.querySelector('#others-list li')");
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }
}
