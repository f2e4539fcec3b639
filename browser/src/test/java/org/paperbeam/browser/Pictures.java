package org.paperbeam.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.paperbeam.storage.Folder;

/** Takes the pictures of the pages that the README shows; see docs/take-pictures. */
final class Pictures {
  private Pictures() {}

  /** Takes them into the folder that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    Path docs = Path.of(arguments[0]);
    Path work = Files.createTempDirectory("pictures");
    Folder site = Sites.thirteenDays(work.resolve("days"));
    try (Browser browser = Browser.start(work)) {
      for (String scheme : new String[] {"light", "dark"}) {
        browser.prefer(scheme);
        for (boolean phone : new boolean[] {false, true}) {
          browser.size(phone ? 390 : 1080, phone ? 844 : 1160);
          String end = (phone ? "-phone-" : "-wide-") + scheme + ".png";
          take(browser, site, "index.html", docs.resolve("home" + end));
          take(browser, site, "2025-03-25/index.html", docs.resolve("day" + end));
          browser.open("file://" + site.path() + "/2025-03-25/index.html#others");
          browser.await("document.querySelector('#others-list li')");
          browser.run("document.getElementById('others').scrollIntoView()");
          shoot(browser, docs.resolve("others" + end));
          take(browser, site, "2025-03/index.html", docs.resolve("month" + end));
          take(browser, site, "2025/index.html", docs.resolve("year" + end));
          browser.open("file://" + site.path() + "/inbox/index.html");
          browser.await("document.getElementById('inbox').dataset.state === 'ready'");
          shoot(browser, docs.resolve("inbox" + end));
          browser.open("file://" + site.path() + "/search/index.html#sparse%20autoencoder");
          browser.await("document.getElementById('search').dataset.state === 'ready'");
          shoot(browser, docs.resolve("search" + end));
        }
      }
    }
  }

  private static void take(Browser browser, Folder site, String page, Path picture)
      throws IOException {
    browser.open("file://" + site.path() + "/" + page);
    shoot(browser, picture);
  }

  private static void shoot(Browser browser, Path picture) throws IOException {
    String png = (String) browser.command("Page.captureScreenshot", Map.of()).get("data");
    Files.write(picture, Base64.getDecoder().decode(png));
    System.out.println(picture + ": " + Files.size(picture) / 1000 + " kB");
  }
}
