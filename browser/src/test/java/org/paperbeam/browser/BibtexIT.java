package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.jbibtex.LaTeXParser;
import org.jbibtex.ParseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;

/** The exported BibTeX as a BibTeX parser reads it. */
class BibtexIT extends InBrowser {
  private static final String ALL =
      "return paperbeam.bibtex(Array.from(document.querySelectorAll('.paper')).map(p =>"
          + " p.dataset))";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @Test
  void everyPaperOfThirteenDaysIsAnEntryWithItsIdArchiveAndClass() throws Exception {
    StringBuilder bibtex = new StringBuilder();
    for (String page : Sites.pages(site)) {
      if (page.matches("\\d{4}-\\d\\d-\\d\\d/index\\.html")) {
        browser.open("file://" + site.path() + "/" + page);
        bibtex.append(browser.text(ALL)).append("\n");
      }
    }
    List<BibTeXEntry> entries = parse(bibtex.toString());
    assertThat(entries, hasSize(326));
    for (BibTeXEntry entry : entries) {
      String id = field(entry, "eprint");
      assertThat(id, matchesPattern("\\d{4}\\.\\d{5}"));
      assertThat(entry.getKey().getValue(), is("arXiv:" + id));
      assertThat(entry.getType().getValue(), is("misc"));
      assertThat(field(entry, "archivePrefix"), is("arXiv"));
      assertThat(field(entry, "primaryClass"), matchesPattern("[a-z-]+(\\.[A-Za-z-]+)?"));
      assertThat(field(entry, "year"), is("20" + id.substring(0, 2)));
      assertThat(field(entry, "url"), is("https://arxiv.org/abs/" + id));
      // It knows no mathematics.
      String prose = field(entry, "title").replaceAll("\\$[^$]*\\$", "x");
      assertThat(prose, new LaTeXParser().parse(prose).isEmpty(), is(false));
    }
  }

  @Test
  void namesOddTitlesAndOldIdsStayWhole() throws Exception {
    BibTeXEntry entry =
        one(
            Map.of(
                "id", "math.AG/0309136",
                "date", "2025-03-25",
                "title", "Learning $\\{0,1\\}^n$ & 50% of R^3 in #1_a \\emph{way}",
                "authors", "Fabian Güra and : and The ATLAS Collaboration and Downey, Jr.",
                "categories", "math.AG cs.LG"));
    assertThat(
        field(entry, "title"),
        is("Learning $\\{0,1\\}^n$ \\& 50\\% of R\\^{}3 in \\#1\\_a \\emph{way}"));
    assertThat(
        field(entry, "author"), is("Fabian Güra and {The ATLAS Collaboration} and {Downey, Jr.}"));
    assertThat(field(entry, "year"), is("2003"));
    assertThat(field(entry, "primaryClass"), is("math.AG"));
    for (String title :
        List.of(
            "{ open", "close }", "\\{ escaped", "$\\{$ a $\\}$", "end \\", "a $ b & c", "}a{")) {
      String read =
          field(one(Map.of("id", "2503.00001", "title", title, "authors", "A B")), "title");
      assertThat(title, read.isBlank(), is(false));
    }
    assertThat(
        field(one(Map.of("id", "2503.00001", "title", "a $ b & c", "authors", "A B")), "title"),
        is("a \\$ b \\& c"));
  }

  @Test
  void theButtonSavesWhatIsStarredOrElseWhatIsShown() throws Exception {
    browser.open("file://" + site.path() + "/2025-03-25/index.html");
    assertThat(parse(saved()), hasSize(45));
    browser.type("j", "s", "j", "j", "s");
    List<BibTeXEntry> entries = parse(saved());
    assertThat(entries, hasSize(2));
    assertThat(field(entries.get(0), "title"), startsWith("Trajectory Balance"));
    assertThat(field(entries.get(0), "author"), containsString(" and Bengio, Yoshua and "));
    browser.run("localStorage.clear()");
  }

  private static String saved() {
    browser.run(
        "window.saved = null; var make = URL.createObjectURL; URL.createObjectURL = b => {"
            + " b.text().then(t => { window.saved = t; }); URL.createObjectURL = make;"
            + " return make.call(URL, b); }; document.getElementById('export-bibtex').click()");
    browser.await("window.saved");
    return browser.text("return window.saved");
  }

  private static BibTeXEntry one(Map<String, String> paper) throws ParseException {
    List<BibTeXEntry> entries =
        parse(browser.text("return paperbeam.bibtex([arguments[0]])", paper));
    assertThat(entries, hasSize(1));
    return entries.get(0);
  }

  private static List<BibTeXEntry> parse(String bibtex) throws ParseException {
    BibTeXDatabase database = new BibTeXParser().parse(new StringReader(bibtex));
    Collection<BibTeXEntry> entries = database.getEntries().values();
    assertThat("two entries have one key", entries, hasSize(count(bibtex)));
    return new ArrayList<>(entries);
  }

  private static int count(String bibtex) {
    return bibtex.split("@misc\\{", -1).length - 1;
  }

  private static String field(BibTeXEntry entry, String name) {
    return entry.getField(new Key(name)).toUserString();
  }
}
