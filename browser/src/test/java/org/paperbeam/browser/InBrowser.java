package org.paperbeam.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests in a browser share: one browser, and a folder for sites, for all tests of a class. */
abstract class InBrowser {
  @TempDir static Path folder;
  static Browser browser;

  @BeforeAll
  static void startTheBrowser() {
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stopTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }
}
