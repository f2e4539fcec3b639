package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;

/** Every page of both sites, opened as a file. */
class EveryPageIT extends InBrowser {
  private static final String LINKS =
      "return Array.from(document.querySelectorAll('a[href],link[href],script[src],img[src]'))"
          + ".map(e => e.href && e.href.baseVal ? new URL(e.href.baseVal, document.baseURI).href"
          + " : e.href || e.src)";

  private static final List<Folder> sites = new ArrayList<>();

  @BeforeAll
  static void buildBothSites() throws Exception {
    sites.add(Sites.demo(folder.resolve("demo")));
    sites.add(Sites.thirteenDays(folder.resolve("days")));
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    browser.forget();
  }

  @Test
  void noPageComplainsOrAsksAnotherHostOrHasABrokenLink() throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<Path, String> texts = new HashMap<>();
    int pages = 0;
    for (Folder site : sites) {
      for (String page : Sites.pages(site)) {
        browser.open(url(site, page));
        pages++;
        browser.complaints().forEach(c -> wrong.add(page + " complains: " + c));
        for (String request : browser.requests()) {
          if (!request.startsWith("file://" + folder) && !request.equals("about:blank")) {
            wrong.add(page + " asks for " + request);
          }
        }
        for (Object link : (List<?>) browser.run(LINKS)) {
          if (isBroken(link.toString(), texts)) {
            wrong.add(page + " links to " + link);
          }
        }
      }
    }
    assertThat(wrong, is(empty()));
    assertThat(pages, is(52));
  }

  @Test
  void axeFindsNoViolationInLightOrDarkOrOnAPhone() throws Exception {
    String axe = resource("axe-core", "axe.min.js");
    List<String> wrong = new ArrayList<>();
    for (Folder site : sites) {
      for (String page : onePageOfAKind(site)) {
        for (String scheme : new String[] {"light", "dark"}) {
          browser.prefer(scheme);
          browser.size(scheme.equals("dark") ? 390 : 1200, 900);
          browser.open(url(site, page));
          browser.run(axe);
          browser.run(
              "window.found = null; axe.run({preload: false}).then(r => { window.found = r; })");
          browser.await("window.found");
          JsonNode violations =
              Browser.json(
                  browser.text(
                      "return JSON.stringify(window.found.violations.map(v => v.id + ' '"
                          + " + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary)))"));
          violations.forEach(v -> wrong.add(page + " " + scheme + ": " + v.asText()));
        }
      }
    }
    browser.size(1200, 900);
    browser.prefer("light");
    assertThat(wrong, is(empty()));
  }

  @Test
  void everyPageIsWholeWithoutScripts() throws Exception {
    Folder site = sites.get(1);
    browser.scripts(false);
    try {
      for (String page : onePageOfAKind(site)) {
        browser.open(url(site, page));
        assertThat(page, browser.number("return document.querySelectorAll('h1').length"), is(1L));
        assertThat(
            page,
            browser.number(
                "return Array.from(document.querySelectorAll('main button, main input,"
                    + " main select')).filter(e => e.checkVisibility()).length"),
            is(0L));
      }
      browser.open(url(site, "2025-03-25/index.html"));
      assertThat(browser.number("return document.querySelectorAll('.paper').length"), is(45L));
      assertThat(browser.text("return document.querySelector('.rank').innerText"), is("1"));
    } finally {
      browser.scripts(true);
    }
  }

  private static List<String> onePageOfAKind(Folder site) throws IOException {
    Map<Integer, String> kinds = new HashMap<>();
    List<String> pages = new ArrayList<>();
    for (String page : Sites.pages(site)) {
      if (!page.matches("\\d.*") || kinds.putIfAbsent(page.length(), page) == null) {
        pages.add(page);
      }
    }
    return pages;
  }

  private static boolean isBroken(String link, Map<Path, String> texts) throws IOException {
    if (link.startsWith("https://arxiv.org/")) {
      return false;
    }
    if (!link.startsWith("file://" + folder)) {
      return true;
    }
    String[] parts = link.substring("file://".length()).split("#", 2);
    Path file = Path.of(parts[0]);
    if (!Files.isRegularFile(file)) {
      return true;
    }
    if (parts.length == 1) {
      return false;
    }
    // A view of a list, such as #topic=Other, chooses something in a field of the page.
    String place = parts[1].split("=", 2)[0];
    if (!texts.containsKey(file)) {
      texts.put(file, Files.readString(file));
    }
    return !texts.get(file).contains("id=\"" + place + "\"");
  }

  private static String url(Folder site, String page) {
    return "file://" + site.path() + "/" + page;
  }

  private static String resource(String library, String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
      properties.load(in);
    }
    String version = properties.getProperty("version");
    try (InputStream in =
        open("/META-INF/resources/webjars/" + library + "/" + version + "/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String resource) {
    return EveryPageIT.class.getResourceAsStream(resource);
  }
}
