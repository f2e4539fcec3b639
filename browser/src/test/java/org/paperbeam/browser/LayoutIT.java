package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.paperbeam.storage.Folder;

/** How pages stand on a screen, on a phone, and on paper. */
class LayoutIT extends InBrowser {
  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void openTheDay() {
    open("2025-03-25/index.html");
    browser.run("localStorage.clear()");
    open("2025-03-25/index.html");
  }

  @Test
  void theFocusIsSeen() {
    browser.type("j");
    assertThat(
        browser.text(
            "var s = getComputedStyle(document.activeElement);"
                + " return s.outlineStyle + ' ' + s.outlineWidth"),
        is("solid 2px"));
    for (int i = 0; i < 8; i++) {
      browser.type(Keys.TAB);
      assertThat(
          browser.text("return getComputedStyle(document.activeElement).outlineStyle"),
          is("solid"));
    }
  }

  @Test
  void theFirstPaperStandsAboveTheFoldAndTheRestIsFolded() {
    try {
      for (int[] size : new int[][] {{1280, 900}, {390, 844}}) {
        browser.size(size[0], size[1]);
        open("2025-03-25/index.html");
        String comment = ".getBoundingClientRect().bottom + scrollY";
        assertThat(
            size[0] + " wide: where the first paper's authors end",
            browser.number("return document.querySelector('.paper .authors')" + comment),
            lessThan((long) size[1]));
        assertThat(
            size[0] + " wide: where the first paper begins",
            browser.number(
                "return document.querySelector('.paper').getBoundingClientRect().top + scrollY"),
            lessThan(420L));
        for (String folded : new String[] {"choices", "numbers", "others"}) {
          assertThat(
              browser.text("return document.getElementById(arguments[0]).open", folded),
              is("false"));
        }
      }
    } finally {
      browser.size(1200, 900);
    }
  }

  @Test
  void theTopIsOneRowOnEveryPageDownTo320Pixels() throws Exception {
    try {
      for (int width : new int[] {1280, 390, 360, 320}) {
        browser.size(width, 844);
        for (String page : Sites.pages(site)) {
          open(page);
          assertThat(
              width + " wide: " + page,
              browser.number(
                  "var tops = Array.from(document.querySelectorAll('.top a, .top button'))"
                      + ".filter(e => e.checkVisibility()).map(e => { var r ="
                      + " e.getBoundingClientRect(); return (r.top + r.bottom) / 2; });"
                      + " return Math.max(...tops) - Math.min(...tops)"),
              lessThan(12L));
          assertThat(
              width + " wide: " + page,
              browser.number(
                  "return document.querySelector('.top').getBoundingClientRect().height"),
              lessThan(66L));
        }
      }
    } finally {
      browser.size(1200, 900);
    }
  }

  @Test
  void coloursFollowTheSystemUntilTheReaderChooses() {
    String colour = "return getComputedStyle(document.body).backgroundColor";
    String light = browser.text(colour);
    browser.prefer("dark");
    String dark = browser.text(colour);
    assertThat(dark, is(not(light)));
    browser.run("document.getElementById('theme').click()");
    assertThat(browser.text(colour), is(light));
    open("2025-03/index.html");
    assertThat(browser.text(colour), is(light));
    browser.prefer("light");
    browser.run("document.getElementById('theme').click()");
    assertThat(browser.text(colour), is(dark));
  }

  @Test
  void nothingIsWiderThanAPhone() throws Exception {
    // The narrower is a page of 1280 pixels at 400 %.
    try {
      for (int width : new int[] {360, 320}) {
        browser.size(width, 740);
        for (String page : Sites.pages(site)) {
          open(page);
          assertThat(
              page,
              browser.number("return document.documentElement.scrollWidth"),
              is((long) width));
        }
      }
    } finally {
      browser.size(1200, 900);
    }
  }

  @Test
  void aDayPrintsWithItsAbstractsAndWithoutItsTools() {
    browser.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
    try {
      assertThat(
          browser.text(
              "return ['.tools', '.marks', '.top nav', 'footer'].some(s =>"
                  + " document.querySelector(s).checkVisibility())"),
          is("false"));
      assertThat(
          browser.text(
              "return document.querySelector('.abstract p').getBoundingClientRect().height > 40"),
          is("true"));
      String pdf = (String) browser.command("Page.printToPDF", Map.of()).get("data");
      assertThat(Base64.getDecoder().decode(pdf).length, greaterThan(50_000));
    } finally {
      browser.command("Emulation.setEmulatedMedia", Map.of("media", ""));
    }
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }
}
