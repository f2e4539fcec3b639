package org.paperbeam.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Corpus;
import org.paperbeam.testing.SampleTexts;

/** Every formula of real days and of the samples is one that the typesetter takes. */
class FormulasIT extends InBrowser {
  /**
   * Typesets formulas as pages do; a refused one is left as its TeX, and so is an unknown command.
   */
  private static final String REFUSED =
      "return arguments[0].filter(tex => { var span = document.createElement('span');"
          + " span.className = 'tex'; span.textContent = '$' + tex + '$';"
          + " var box = document.createElement('p'); box.append(span); document.body.append(box);"
          + " paperbeam.typeset(box); var good = span.querySelector('.katex')"
          + " && !span.querySelector('.katex-error, [mathcolor=\"#cc0000\"]'); box.remove();"
          + " return !good; })";

  private static Folder site;

  @BeforeAll
  static void buildTheSite() throws Exception {
    site = Sites.thirteenDays(folder.resolve("days"));
  }

  @Test
  void noneIsRefused() throws Exception {
    List<String> texts = new ArrayList<>(SampleTexts.all());
    int samples = texts.size();
    for (Map.Entry<String, List<PaperRecord>> day : Corpus.days().entrySet()) {
      for (PaperRecord record : day.getValue()) {
        texts.add(record.getPaper().getTitle());
        texts.add(record.getPaper().getAbstractText());
        texts.add(record.getComment() == null ? "" : record.getComment());
      }
    }
    TreeSet<String> formulas = new TreeSet<>();
    for (String text : texts) {
      TexText.pieces(text).stream()
          .filter(TexText.Piece::math)
          .map(TexText.Piece::text)
          .forEach(formulas::add);
    }
    assertThat("texts of samples", samples, greaterThan(1_000));
    assertThat("formulas", formulas.size(), greaterThan(500));
    open();
    assertThat(refused(List.copyOf(formulas)), is(empty()));
  }

  @Test
  void whatIsNoFormulaIsNoticed() {
    open();
    assertThat(refused(List.of("\\frac{1}{", "\\nosuchcommand", "x^2")).size(), is(2));
  }

  @Test
  void formulasAreTypeset() throws Exception {
    browser.forget();
    for (String page : Sites.pages(site)) {
      if (page.matches("\\d{4}-\\d\\d-\\d\\d/.*")) {
        open(page);
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        browser.await("!document.querySelector('.tex:not(.done)')");
      }
    }
    open("2025-03-25/index.html");
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    browser.await("document.querySelector('.katex')");
    assertThat(
        browser.text("return getComputedStyle(document.querySelector('.katex')).fontFamily"),
        startsWith("KaTeX_Main"));
    assertThat(browser.complaints(), is(empty()));
  }

  private static List<?> refused(List<String> formulas) {
    return (List<?>) browser.run(REFUSED, formulas);
  }

  private static void open(String page) {
    browser.open("file://" + site.path() + "/" + page);
  }

  private static void open() {
    open("2025-03-25/index.html");
    browser.await("window.katex && window.paperbeam");
  }
}
