package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;

/** The search page, opened as a file. */
class SearchIT extends InBrowser {
  private static final String ANSWERED =
      "document.getElementById('search').dataset.state === 'ready'";
  private static final String STATUS = "return document.getElementById('status').textContent";

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
    assertThat(
        browser.text(STATUS),
        is(
            "No paper found for “zzzqqqxxx” among "
                + Sites.THIRTEEN_DAYS
                + " papers since March 2025"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void accentsFormulasAndBeginningsOfWordsNeedNotBeTyped() {
    open("");
    for (String words : List.of("Gültekin", "gultekin scheepers", "GULTEK", "gu\u0308ltekin")) {
      assertThat(words, first(words), startsWith("On the Optimality of Single-label"));
    }
    for (String words : List.of("f-divergence", "$f$-divergence", "glivenko f divergence")) {
      assertThat(words, first(words), startsWith("Glivenko-Cantelli for "));
    }
    browser.await("document.querySelector('#results .title .katex')");
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void anArxivIdFindsItsPaperHoweverItIsPasted() {
    open("");
    for (String id :
        List.of(
            "2503.18114",
            "arXiv:2503.18114",
            "arxiv: 2503.18114v2",
            "https://arxiv.org/abs/2503.18114",
            "arxiv.org/pdf/2503.18114v1.pdf",
            "2503.1811")) {
      assertThat(id, first(id), containsString("Lazy-Rich Dichotomy"));
      assertThat(
          id, browser.text(STATUS), is("1 of " + Sites.THIRTEEN_DAYS + " papers since March 2025"));
    }
    ask("2503.99999");
    assertThat(browser.text(STATUS), startsWith("No paper found for “2503.99999”"));
  }

  @Test
  void whatIsNotFoundAsWrittenIsSaidToBeNearlySo() {
    open("");
    assertThat(first("matryoshka autoencodr"), startsWith("Learning Multi-Level Features"));
    assertThat(browser.text(STATUS), startsWith("Not found as written. Nearly so: "));
    assertThat(first("lookup zzzqqq"), containsString("Mixture of Lookup Experts"));
    assertThat(
        browser.text(STATUS), startsWith("No paper has all of these words. With some of them: "));
  }

  @Test
  void theWordsThatWereFoundAreMarkedEvenInsideAnAbstract() {
    open("");
    ask("gultekin");
    assertThat(
        browser.text("return document.querySelector('#results mark').textContent"), is("Gültekin"));
    ask("kullback leibler stein");
    assertThat(
        browser
            .text("return document.querySelector('#results .cut').textContent")
            .toLowerCase(Locale.ROOT),
        containsString("leibler"));
  }

  @Test
  void anAddressThatIsNoAddressIsAQuestionToo() {
    open("#100%");
    browser.await(ANSWERED);
    assertThat(browser.text("return document.getElementById('query').value"), is("100%"));
    browser.run("location.hash = '#lookup'");
    browser.await("document.getElementById('query').value === 'lookup'");
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void anAddressHoldsItsQuestion() {
    open("#lookup%20experts");
    browser.await(ANSWERED);
    assertThat(
        browser.text("return document.querySelector('#results .title').textContent"),
        containsString("Mixture of Lookup Experts"));
  }

  @Test
  void aQuestionLoadsWhatItNeedsAndNothingElse() throws IOException {
    open("");
    browser.requests();
    ask("gultekin");
    long bytes = 0;
    List<String> loaded = browser.requests();
    for (String url : loaded) {
      bytes += url.startsWith("file:") ? Files.size(Path.of(URI.create(url))) : 0;
    }
    // Two heads, a leaf of each month for the word, and the one day that has the paper.
    assertThat(loaded.toString(), loaded.size(), lessThan(9));
    assertThat(bytes, greaterThan(20_000L));
    assertThat(bytes, lessThan(250_000L));
  }

  @Test
  void aShortWordIsNotMarkedInsideALongerOne() {
    open("");
    ask("of offers");
    assertThat(
        browser.text(
            "return Array.from(new Set(Array.from(document.querySelectorAll('#results mark'),"
                + " m => m.textContent.toLowerCase()))).sort().join()"),
        is("of,offers"));
    ask("of");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#results mark')).every("
                + "m => m.textContent.toLowerCase() === 'of')"),
        is("true"));
  }

  @Test
  void filtersChooseByCategoryAuthorScoreDateAndOutcome() {
    open("");
    ask("cat:cs.CL score>=17 is:selected");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#results .verdict, #results"
                + " .badge')).every(v => v.textContent.startsWith('author') ||"
                + " v.textContent.match(/\\d+/g).reduce((a, b) => Number(a) + Number(b), 0) >="
                + " 17)"),
        is("true"));
    assertThat(hits(), greaterThan(0L));
    assertThat(first("author:gultekin"), startsWith("On the Optimality of Single-label"));
    ask("title:gultekin");
    assertThat(hits(), is(0L));
    ask("learning date:2025-03-24..2025-03-25");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#results a.title')).every(a =>"
                + " /2025-03-2[45]/.test(a.href))"),
        is("true"));
    assertThat(hits(), greaterThan(10L));
    ask("score:19..20 date:2025-03-25");
    assertThat(hits(), greaterThan(0L));
    ask("score>=abc");
    assertThat(browser.text(STATUS), startsWith("A score is a number: "));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void papersThatAreNotSelectedAreFoundMarkedAndOpened() {
    open("");
    ask("is:notselected date:2025-03-25 learning");
    assertThat(
        browser.text(
            "return Array.from(document.querySelectorAll('#results li')).every(li =>"
                + " li.querySelector('.badge.not').textContent === 'not selected'"
                + " && li.querySelector('.meta:nth-of-type(2)'))"),
        is("true"));
    assertThat(hits(), greaterThan(10L));
    String id =
        browser.text("return document.querySelector('#results a.title').href.split('#p')[1]");
    browser.open(browser.text("return document.querySelector('#results a.title').href"));
    browser.await("document.activeElement.id === 'p" + id + "'");
    assertThat(browser.text("return document.getElementById('others').open"), is("true"));
    assertThat(browser.complaints(), is(empty()));
  }

  private static long hits() {
    return browser.number("return document.getElementById('results').children.length");
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
    browser.await(ANSWERED);
  }

  private static void open(String question) {
    browser.open("file://" + site.path() + "/search/index.html" + question);
  }
}
