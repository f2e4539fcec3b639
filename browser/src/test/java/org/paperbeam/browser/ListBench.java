package org.paperbeam.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long pages of a month and a year take until their papers stand there, opened as a file; see
 * bench/lists. {@code ListBench SITE_FOLDER PAGE...}, e.g. {@code 2024 2024-01#sort=novelty}.
 */
final class ListBench {
  private static final int ROUNDS = 7;

  private ListBench() {}

  /** Opens each page a few times and prints the median and the worst in milliseconds. */
  public static void main(String[] arguments) throws IOException {
    Path site = Path.of(arguments[0]).toAbsolutePath();
    Path work = Files.createTempDirectory("lists");
    try (Browser browser = Browser.start(work)) {
      for (int i = 1; i < arguments.length; i++) {
        String[] page = arguments[i].split("#", 2);
        String hash = page.length == 2 ? "#" + page[1] : "";
        List<Long> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          browser.open("file://" + site + "/" + page[0] + "/index.html" + hash);
          if (!hash.isEmpty()) {
            browser.await("document.getElementById('period').dataset.state === 'ready'");
          }
          // Two frames later it is drawn.
          times.add(
              browser.later(
                  "requestAnimationFrame(() => requestAnimationFrame(() =>"
                      + " done(Math.round(performance.now()))))"));
        }
        times.sort(null);
        System.out.printf(
            "%-32s %6d ms (median of %d), %d ms at the most; %s%n",
            arguments[i],
            times.get(ROUNDS / 2),
            ROUNDS,
            times.get(ROUNDS - 1),
            browser.text(
                "return document.querySelectorAll('#results li').length + ' shown, ' +"
                    + " (document.getElementById('status').value || 'all there')"));
      }
    }
  }
}
