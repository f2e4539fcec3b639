package org.paperbeam.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much a site's search loads before the first question, and how long it takes to answer over a
 * year; see bench/search. {@code SearchBench SITE_FOLDER}.
 */
final class SearchBench {
  private static final String[] QUESTIONS = {
    "sparse attention",
    "lovelace",
    "gödel quantized weights",
    "representations under prior",
    "trainin dynamics",
    "low-rank mixture converge",
    "minima",
    "deep networks learns",
    "memory while training",
    "no such thing anywhere"
  };

  private SearchBench() {}

  /** Opens the search page as a file, asks, and prints. */
  public static void main(String[] arguments) throws IOException {
    Path site = Path.of(arguments[0]).toAbsolutePath();
    Path work = Files.createTempDirectory("search");
    try (Browser browser = Browser.start(work)) {
      browser.open("file://" + site + "/search/index.html");
      browser.run("document.getElementById('query').focus()");
      browser.await("document.querySelector('script[src^=\"20\"]')");
      long first = 0;
      for (String url : browser.requests()) {
        first += url.startsWith("file:") ? Files.size(Path.of(URI.create(url))) : 0;
      }
      long started = System.nanoTime();
      ask(browser, QUESTIONS[0]);
      double seconds = (System.nanoTime() - started) / 1e9;
      int[] took = new int[QUESTIONS.length];
      for (int i = 0; i < QUESTIONS.length; i++) {
        ask(browser, QUESTIONS[i]);
        took[i] =
            Integer.parseInt(browser.text("return document.getElementById('search').dataset.took"));
      }
      System.out.println(browser.text("return document.getElementById('status').textContent"));
      System.out.printf("loaded before the first question: %.2f MB%n", first / 1e6);
      System.out.printf("a year loaded and indexed in the background: %.1f s%n", seconds);
      System.out.println("ms a question: " + Arrays.toString(took));
    }
  }

  /** Asks and waits until the whole year is in. */
  private static void ask(Browser browser, String words) {
    browser.run(
        "var q = document.getElementById('query'); q.focus(); q.value = arguments[0];"
            + " q.dispatchEvent(new Event('input'))",
        words);
    browser.await("document.getElementById('search').dataset.state === 'ready'");
  }
}
