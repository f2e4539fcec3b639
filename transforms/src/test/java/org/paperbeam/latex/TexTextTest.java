package org.paperbeam.latex;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

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
  void commandsOfStyleAreUndoneAndOthersStay() {
    assertThat(
        TexText.plain("\\textbf{Bold \\emph{and}} 50\\% A\\&B \\href{http://x.y}{here} {\\em it}"),
        is("Bold and 50% A&B here it"));
    assertThat(
        TexText.plain("``Quoted'' -- and --- \\ourmethod{} \\alpha {BERT}"),
        is("“Quoted” – and — \\ourmethod \\alpha BERT"));
    assertThat(TexText.plain("a { b \\ c"), is("a { b  c"));
    assertThat(TexText.plain("\\c"), is("\\c"));
    assertThat(TexText.plain("ends \\"), is("ends \\"));
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
}
