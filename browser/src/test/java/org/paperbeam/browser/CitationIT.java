package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;

/** What reference managers get, from whatever page. */
class CitationIT extends InBrowser {
  private static final String DAY = "2025-03-25/index.html";
  private static final String ID = "2503.18758";
  private static final Pattern RIS = Pattern.compile("([A-Z][A-Z0-9])  - (.*)");

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @BeforeEach
  void forgetAllMarks() {
    open(DAY);
    browser.run("localStorage.clear()");
    browser.forget();
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }

  private static String saved(String form) {
    browser.run(
        "window.saved = null; var make = URL.createObjectURL; URL.createObjectURL = b => {"
            + " b.text().then(t => { window.saved = t; }); URL.createObjectURL = make;"
            + " return make.call(URL, b); }; document.getElementById('export-"
            + form
            + "').click()");
    browser.await("window.saved");
    return exactly("window.saved");
  }

  /** A script's text with its line ends, which the driver's client would make "\n" of. */
  private static String exactly(String script, Object... arguments) {
    return Browser.json(browser.text("return JSON.stringify(" + script + ")", arguments)).asText();
  }

  private static void star() {
    browser.run("document.querySelector('[data-id=\"" + ID + "\"] button.star').click()");
  }

  @Test
  void anEntryIsWholeAndTheSameWhereverTheStarWasSet() throws Exception {
    open(DAY);
    star();
    String onTheDay = saved("bibtex");
    open("starred/index.html");
    assertThat(saved("bibtex"), is(onTheDay));
    // As a search, and as an earlier version of the pages, have left it.
    browser.run(
        "localStorage.setItem('paperbeam.marks', arguments[0])",
        "{\""
            + ID
            + "\":{\"star\":true,\"date\":\"2025-03-25\",\"title\":\"T\",\"authors\":\"A and"
            + " B\"}}");
    open("starred/index.html");
    assertThat(saved("bibtex"), is(onTheDay));

    BibTeXEntry entry =
        new BibTeXParser()
            .parse(new StringReader(onTheDay))
            .getEntries()
            .get(new Key("arXiv:" + ID));
    assertThat(field(entry, "author"), startsWith("Gültekin, Yunus Can and Scheepers, Péter and "));
    assertThat(field(entry, "doi"), is("10.48550/arXiv." + ID));
    assertThat(field(entry, "keywords"), startsWith("cs.LG"));
    assertThat(field(entry, "abstract").length() > 300, is(true));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void aStarOfADayThatIsGoneKeepsWhatItHolds() {
    // Marks belong to an address, so there is none before a page is open.
    open("starred/index.html");
    browser.run(
        "localStorage.setItem('paperbeam.marks', arguments[0])",
        "{\"2503.99999\":{\"star\":true,\"date\":\"2025-03-02\",\"title\":\"Gone\",\"authors\":\"A"
            + " B and C D\"}}");
    open("starred/index.html");
    assertThat(saved("bibtex"), containsString("title = {Gone},\n  author = {A B and C D},"));
  }

  @Test
  void everyPaperOfADayIsARecordThatAReaderOfRisTakes() {
    open(DAY);
    int papers = (int) browser.number("return document.querySelectorAll('.paper').length");
    List<List<Map.Entry<String, String>>> records = new ArrayList<>();
    List<Map.Entry<String, String>> record = new ArrayList<>();
    for (String line : saved("ris").split("\r\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      Matcher field = RIS.matcher(line);
      assertThat(line, field.matches(), is(true));
      assertThat(
          "a record begins with its type: " + line,
          record.isEmpty(),
          is(field.group(1).equals("TY")));
      record.add(Map.entry(field.group(1), field.group(2)));
      if (field.group(1).equals("ER")) {
        records.add(record);
        record = new ArrayList<>();
      }
    }
    assertThat(record, is(empty()));
    assertThat(records, hasSize(papers));
    for (List<Map.Entry<String, String>> each : records) {
      for (String tag : List.of("TI", "AU", "PY", "DO", "UR", "KW", "AB")) {
        assertThat(each.stream().map(Map.Entry::getKey).toList(), hasItem(tag));
      }
      each.stream()
          .filter(field -> field.getKey().equals("AU"))
          .forEach(field -> assertThat(field.getValue(), matchesPattern("[^,]+(, [^,]+){0,2}")));
    }
  }

  @Test
  void aTableHasARowAPaperAndNoFormula() {
    open(DAY);
    String csv =
        exactly(
            "paperbeam.csv([arguments[0]])",
            Map.of(
                "id", "2503.00001",
                "title", "=HYPERLINK(\"x\"), \"quoted\"\nand more",
                "authors", "Downey, Jr., Allen and {The ATLAS Collaboration}",
                "date", "2025-03-25",
                "categories", "cs.LG cs.AI"));
    assertThat(
        List.of(csv.split("\r\n")),
        contains(
            "arxiv_id,title,authors,year,date,categories,doi,url,abstract",
            "2503.00001,\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\" and more\","
                + "Allen Downey Jr.; The ATLAS Collaboration,2025,2025-03-25,cs.LG cs.AI,"
                + "10.48550/arXiv.2503.00001,https://arxiv.org/abs/2503.00001,"));
  }

  @Test
  void aReferenceManagerSeesEveryPaperOfThePage() {
    open(DAY);
    assertThat(
        browser.number("return document.querySelectorAll('span.Z3988[title]').length"),
        is(browser.number("return document.querySelectorAll('.paper').length")));
    assertThat(
        browser.text(
            "return new URLSearchParams(document.querySelector('[data-id=\""
                + ID
                + "\"] .Z3988').title)"
                + ".getAll('rft.creator')[0]"),
        is("Gültekin, Yunus Can"));
    assertThat(
        browser.number("return document.querySelectorAll('meta[name=citation_reference]').length"),
        is(browser.number("return document.querySelectorAll('.paper').length")));
    assertThat(
        browser.text("return document.querySelector('meta[property=\"og:title\"]').content"),
        is("Tuesday, 25 March 2025"));
  }

  private static String field(BibTeXEntry entry, String name) {
    return entry.getField(new Key(name)).toUserString();
  }
}
