package org.paperbeam.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much a site's search loads for a first question, and how long it takes to answer over a year;
 * see bench/search. {@code SearchBench SITE_FOLDER}.
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
    "no such thing anywhere",
    "cat:stat.ML score>=18 quantized",
    "author:lovelace date:2024-03..2024-06"
  };

  private SearchBench() {}

  /** Opens the search page as a file, asks, and prints. */
  public static void main(String[] arguments) throws IOException {
    Path site = Path.of(arguments[0]).toAbsolutePath();
    Path work = Files.createTempDirectory("search");
    try (Browser browser = Browser.start(work)) {
      browser.open("file://" + site + "/search/index.html");
      browser.await("document.readyState === 'complete'");
      browser.requests();
      int[] took = new int[QUESTIONS.length];
      long[] loaded = new long[QUESTIONS.length];
      for (int i = 0; i < QUESTIONS.length; i++) {
        browser.open("file://" + site + "/search/index.html");
        browser.requests();
        ask(browser, QUESTIONS[i]);
        loaded[i] = bytes(browser);
        took[i] = took(browser);
      }
      int[] again = new int[QUESTIONS.length];
      for (int i = 0; i < QUESTIONS.length; i++) {
        ask(browser, QUESTIONS[i] + " ");
        ask(browser, QUESTIONS[i]);
        again[i] = took(browser);
      }
      System.out.println(browser.text("return document.getElementById('status').textContent"));
      System.out.printf(
          "loaded for a first question, page and all: %.2f MB at the most, %s kB each%n",
          Arrays.stream(loaded).max().orElse(0) / 1e6,
          Arrays.toString(Arrays.stream(loaded).map(bytes -> bytes / 1000).toArray()));
      System.out.println("ms of a first question, with all it loads: " + Arrays.toString(took));
      System.out.println("ms of the same, with its files loaded: " + Arrays.toString(again));
    }
  }

  private static int took(Browser browser) {
    return Integer.parseInt(browser.text("return document.getElementById('search').dataset.took"));
  }

  private static long bytes(Browser browser) throws IOException {
    long bytes = 0;
    for (String url : browser.requests()) {
      bytes += url.startsWith("file:") ? Files.size(Path.of(URI.create(url.split("#")[0]))) : 0;
    }
    return bytes;
  }

  /** Asks and waits until the best papers of the whole year stand there. */
  private static void ask(Browser browser, String words) {
    browser.run(
        "var q = document.getElementById('query'); q.focus(); q.value = arguments[0];"
            + " q.dispatchEvent(new Event('input'))",
        words);
    browser.await("document.getElementById('search').dataset.state === 'ready'");
  }
}
