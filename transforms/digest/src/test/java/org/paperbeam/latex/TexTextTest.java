package org.paperbeam.latex;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.paperbeam.latex.TexText.Piece;

class TexTextTest {
  @Test
  void accentsAreLetters() {
    Map.ofEntries(
            Map.entry("M. G\\\"ura", "M. Güra"),
            Map.entry("Tam\\'as", "Tamás"),
            Map.entry("Tam\\'{a}s", "Tamás"),
            Map.entry("{\\'E}cole", "École"),
            Map.entry("S{\\o}ren Kierkeg{\\aa}rd", "Søren Kierkegård"),
            Map.entry("\\L{}ukasz Ku\\'zmi\\'nski", "Łukasz Kuźmiński"),
            Map.entry("\\L ukasz", "Łukasz"),
            Map.entry("Fran\\c{c}ois", "François"),
            Map.entry("Fran\\c cois", "François"),
            Map.entry("Ji\\v{r}\\'{\\i}", "Jiří"),
            Map.entry("Mart\\'{\\i}n", "Martín"),
            Map.entry("\\k{A}\\.z\\r{u}\\H{o}\\~n\\=a\\u{g}", "Ążůőñāğ"),
            Map.entry("Stra{\\ss}e", "Straße"))
        .forEach((tex, letters) -> assertThat(tex, TexText.plain(tex), is(letters)));
  }

  @Test
  void commandsOfStyleAreUndoneAndOthersAreTheirName() {
    assertThat(
        TexText.plain("\\textbf{Bold \\emph{and}} 50\\% A\\&B \\href{http://x.y}{here} {\\em it}"),
        is("Bold and 50% A&B here it"));
    assertThat(
        TexText.plain("``Quoted'' -- and --- \\ourmethod{} \\alpha {BERT}"),
        is("“Quoted” – and — ourmethod α BERT"));
    assertThat(TexText.plain("a { b \\ c"), is("a { b  c"));
    assertThat(TexText.plain("\\c"), is(""));
    assertThat(TexText.plain("ends \\"), is("ends \\"));
    assertThat(TexText.plain("Gr}(k)"), is("Gr(k)"));
  }

  @Test
  void mathematicsIsToldFromProseAndFromMoney() {
    assertThat(
        TexText.pieces("An $\\ell_2$ norm of $$x^2$$ and \\(y\\), \\[z\\]."),
        contains(
            new Piece("An ", false, false),
            new Piece("\\ell_2", true, false),
            new Piece(" norm of ", false, false),
            new Piece("x^2", true, true),
            new Piece(" and ", false, false),
            new Piece("y", true, false),
            new Piece(", ", false, false),
            new Piece("z", true, true),
            new Piece(".", false, false)));
    for (String money : new String[] {"from $5 to $10", "$ 5 and 6 $", "US$", "\\$5 and $x"}) {
      assertThat(TexText.pieces(money).size(), is(1));
    }
    assertThat(TexText.plain("\\$5 for $x_{\\\"o}$"), is("$5 for $x_{\\\"o}$"));
  }

  @Property(tries = 500)
  void anyTextIsRead(
      @ForAll
          @Chars({'\\', '{', '}', '$', '"', '\'', '(', ')', ' ', '-', '`'})
          @CharRange(from = 'a', to = 'e')
          @StringLength(max = 60)
          String text) {
    TexText.plain(text);
    TexText.pieces(text).forEach(piece -> assertThat(piece.text().isEmpty(), is(false)));
  }

  @Test
  void commandsOfTextReadAsText() {
    Map.ofEntries(
            Map.entry("Reading \\citep{smith2023} helps", "Reading [smith2023] helps"),
            Map.entry("a model~\\cite[p.~3]{grpo,ppo}.", "a model [grpo, ppo]."),
            Map.entry("reduction\\citep{x}, which", "reduction [x], which"),
            Map.entry(
                "A \\textcolor{red}{word} in {\\color[RGB]{1,2,3}{colour}}", "A word in colour"),
            Map.entry("A note\\footnote{https://a.org} here", "A note (https://a.org) here"),
            Map.entry("See \\hyperlink{https://a.org/x_y}.", "See https://a.org/x_y."),
            Map.entry(
                "lamps, \\eg green, \\emph{\\ie}, red \\etc.", "lamps, e.g. green, i.e., red etc."),
            Map.entry("The dash\\textemdash here", "The dash— here"),
            Map.entry(
                "B\\h{a}o by \\b black-box \\svd and \\ourmethod~opens",
                "Bảo by black-box svd and ourmethod opens"),
            Map.entry("at \\url{https://a.org/a\\_b--c~d} now", "at https://a.org/a_b--c~d now"),
            Map.entry(
                "PM\\textsuperscript{4}Bench, 360{\\deg}, {\\mu}m, {\\epsilon^2}",
                "PM⁴Bench, 360°, µm, ϵ^2".replace("µ", "μ")),
            Map.entry(
                "about ~5 of 50~ms at https://x.org/~me", "about ~5 of 50 ms at https://x.org/~me"),
            Map.entry("\\begin{itemize} \\item one\\\\two\\end{itemize}", " • one two"))
        .forEach((tex, text) -> assertThat(tex, TexText.plain(tex), is(text)));
  }

  @Test
  void aFormulaBeforeADigitIsAFormula() {
    assertThat(
        TexText.pieces("$\\sim$5$\\sigma$ at 45$^{\\circ}$598").stream()
            .map(piece -> (piece.math() ? "<" : "") + piece.text() + (piece.math() ? ">" : ""))
            .toList(),
        contains("<\\sim>", "5", "<\\sigma>", " at 45", "<^{\\circ}>", "598"));
    assertThat(TexText.pieces("$a$$b$$c$").size(), is(3));
    for (String money :
        List.of(
            "$5-$10", "It costs $5 to $10, or \\$20M; $100K in 2024 and $200K.", "$1,000/$2,000")) {
      assertThat(money, TexText.pieces(money).stream().noneMatch(Piece::math), is(true));
    }
  }

  @Test
  void whatOnlyPackagesAndAuthorsKnowIsRewrittenInFormulas() {
    assertThat(
        TexText.plain(
            "$1\\unicode{x2013}2$ $\\sfrac{a}{b}$ $\\mathds{R}$ $\\mymacro_i$ $x\\label{e}$ $\\alpha$"),
        is("$1\\text{–}2$ $\\frac{a}{b}$ $\\mathbb{R}$ $\\operatorname{mymacro}_i$ $x$ $\\alpha$"));
  }

  @Test
  void lettersAloneLeaveEverythingElse() {
    Map.of(
            "Erd\\H{o}s and \\emph{K\\\"onig}", "Erdős and \\emph{König}",
            "Bj{\\o}rn {Big} $\\'e$ \\'{\\i}", "Bjørn {Big} $\\'e$ í",
            "a -- ``b'' ~c \\%", "a -- ``b'' ~c \\%")
        .forEach((tex, text) -> assertThat(tex, TexText.letters(tex), is(text)));
  }
}
