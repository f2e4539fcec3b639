package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {
  @Test
  void ordinaryTextAndTexAreKeptAsTheyAre() {
    for (String text :
        List.of(
            "Fréchet, $x_i$, $f^*$, $[0,1]$, $\\'e$, x < y & z > 1, \\emph{x} 5\\%",
            "100% of 3*4, snake_case_name, $\\mathbb{R}^{n\\times n}$, AT&T, a ``quote''",
            "$\\sum_{i=1}^n w_i \\le 1$ #1 + 2 - 3 ! | ~ (a) {b} 1. c https://x.example/a_b",
            "[Re] a reproduction [12], then (c)")) {
      assertThat(MarkdownText.paragraph(text), is(text));
    }
  }

  @Test
  void accentsAreLetters() {
    assertThat(
        MarkdownText.paragraph("Fr\\'echet, G\\\"ura and \\v{S}evo"), is("Fréchet, Güra and Ševo"));
    assertThat(MarkdownText.names(List.of("P. Erd\\H{o}s", "A. B")), is("P. Erdős, A. B"));
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(MarkdownText.paragraph("word ".repeat(20_000)).length() < 21_000, is(true));
    assertThat(
        MarkdownText.names(java.util.Collections.nCopies(3000, "A. B"))
            .endsWith(" and 2800 others"),
        is(true));
  }

  @Test
  void htmlIsTextWhateverBackslashesStandBeforeIt() {
    assertThat(
        MarkdownText.paragraph("a<b $x<y$ </p> <!-- <?x"), is("a\\<b $x\\<y$ \\</p> \\<!-- \\<?x"));
    assertThat(MarkdownText.paragraph("\\<b> \\\\<b> \\\\\\<b>"), is("\\<b> \\\\\\<b> \\\\\\<b>"));
    assertThat(MarkdownText.paragraph("1<2, a < b, <3"), is("1<2, a < b, <3"));
  }

  @Test
  void characterReferencesAreText() {
    assertThat(
        MarkdownText.paragraph("&lt;b> &#60; &#x3c; & & AT&T &#; &nbsp"),
        is("\\&lt;b> \\&#60; \\&#x3c; & & AT&T &#; &nbsp"));
  }

  @Test
  void linksAndImagesAreText() {
    assertThat(
        MarkdownText.paragraph("[a](b) ![a](b) [a][b] [a]: b"),
        is("[a\\](b) ![a\\](b) [a\\][b] [a\\]: b"));
    assertThat(
        MarkdownText.title("Plain ] title ( of [brackets"), is("Plain \\] title ( of \\[brackets"));
    assertThat(MarkdownText.title("a](http://x) \\] \\\\]"), is("a\\](http://x) \\] \\\\\\]"));
  }

  @Test
  void emphasisIsTextAndDelimitersWithoutAPartnerAreLeftAlone() {
    assertThat(MarkdownText.paragraph("a *b* c"), is("a \\*b\\* c"));
    assertThat(MarkdownText.paragraph("a __b__ c_d_e"), is("a \\_\\_b\\_\\_ c_d_e"));
    assertThat(MarkdownText.paragraph("$f^*$ and 2 * 3"), is("$f^*$ and 2 * 3"));
    assertThat(MarkdownText.paragraph("$f^*$ and $g^*$"), is("$f^\\*$ and $g^\\*$"));
    assertThat(MarkdownText.paragraph("~~gone~~"), is("\\~\\~gone\\~\\~"));
  }

  @Test
  void codeIsTextAndALoneQuotationMarkIsLeftAlone() {
    assertThat(MarkdownText.paragraph("a `b` c"), is("a \\`b\\` c"));
    assertThat(MarkdownText.paragraph("a ``b'' c"), is("a ``b'' c"));
    assertThat(MarkdownText.paragraph("L\\`evy and a `b"), is("Lèvy and a `b"));
    assertThat(MarkdownText.title("a ``b'' c"), is("a \\`\\`b'' c"));
  }

  @Test
  void aBackslashAtTheEndDoesNotDisarmWhatFollows() {
    assertThat(MarkdownText.title("end\\"), is("end\\\\"));
    assertThat(MarkdownText.title("end\\\\"), is("end\\\\"));
    assertThat(MarkdownText.names(List.of("A\\", "B\\")), is("A\\, B\\\\"));
  }

  @Test
  void textIsOneLineWithoutControlCharacters() {
    assertThat(MarkdownText.paragraph(" a\r\n\n# b\t\u2028c\u0085d\u000b "), is("a # b c d"));
    assertThat(MarkdownText.paragraph("a\u0000\u001bb\u202ec\u2066d\ufeff"), is("abcd"));
    assertThat(MarkdownText.paragraph("\ud83d\ude00 \ud83d x"), is("\ud83d\ude00 \ufffd x"));
  }

  @Test
  void emphasisCannotReachFromOneNameToTheNext() {
    assertThat(MarkdownText.names(List.of("*A", "B*")), is("\\*A, B\\*"));
    assertThat(MarkdownText.names(List.of()), is(""));
  }
}
