package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;

/** The search page, opened as a file. */
class SearchIT extends InBrowser {
  private static final String ALL_LOADED =
      "document.getElementById('status').textContent.includes('in 326 papers')"
          + " && !document.getElementById('status').textContent.includes('…')";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @Test
  void titlesAuthorsAbstractsAndCommentsAreFound() {
    open("");
    assertThat(first("mixture of lookup experts"), containsString("Mixture of Lookup Experts"));
    assertThat(first("bartoldson kailkhura"), containsString("Trajectory Balance"));
    assertThat(first("trajectry balance asynchrony"), containsString("Trajectory Balance"));
    assertThat(
        first("representational geometry manifold evolution"),
        containsString("Lazy-Rich Dichotomy"));
    assertThat(
        browser.text("return document.querySelector('#results a').href"),
        containsString("/2025-03-25/index.html#p2503.18114"));
    ask("zzzqqqxxx");
    assertThat(browser.text("return document.getElementById('results').children.length"), is("0"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void anAddressHoldsItsQuestion() {
    open("#lookup%20experts");
    browser.await(ALL_LOADED);
    assertThat(
        browser.text("return document.querySelector('#results .title').textContent"),
        containsString("Mixture of Lookup Experts"));
  }

  @Test
  void theFirstQuestionLoadsTheNewestMonthOnlyAndLessThanTwoMegabytes() throws IOException {
    open("");
    browser.requests();
    browser.run("document.getElementById('query').focus()");
    browser.await("document.querySelector('script[src=\"2025-04.js\"]')");
    open("");
    browser.run("document.getElementById('query').focus()");
    browser.await("window.MiniSearch && document.querySelector('script[src$=\".js\"]')");
    long bytes = 0;
    for (String url : browser.requests()) {
      assertThat(url, not(containsString("2025-03.js")));
      bytes += url.startsWith("file:") ? Files.size(Path.of(URI.create(url))) : 0;
    }
    assertThat(bytes, greaterThan(80_000L));
    assertThat(bytes, lessThan(2_000_000L));
  }

  private static String first(String words) {
    ask(words);
    return browser.text("return document.querySelector('#results .title').textContent");
  }

  private static void ask(String words) {
    browser.run(
        "var q = document.getElementById('query'); q.focus(); q.value = arguments[0];"
            + " q.dispatchEvent(new Event('input'))",
        words);
    browser.await(ALL_LOADED);
  }

  private static void open(String question) {
    browser.open("file://" + site.path() + "/search/index.html" + question);
  }
}
