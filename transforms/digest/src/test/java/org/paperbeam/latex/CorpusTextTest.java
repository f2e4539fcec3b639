package org.paperbeam.latex;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Corpus;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SampleTexts;

/** The titles and abstracts of real days and of the samples: what a reader sees of them. */
class CorpusTextTest {
  private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
  private static final Pattern SCRAP = Pattern.compile("\\S*(?:\\\\[A-Za-z]|[{}])\\S*");

  private static List<TexText.Piece> pieces(boolean math) throws IOException {
    List<TexText.Piece> pieces = new ArrayList<>();
    for (List<PaperRecord> day : Corpus.days().values()) {
      for (PaperRecord record : day) {
        pieces.addAll(TexText.pieces(record.getPaper().getTitle()));
        pieces.addAll(TexText.pieces(record.getPaper().getAbstractText()));
      }
    }
    // Some of the samples' prose is TeX that its authors broke off.
    for (String text : math ? SampleTexts.all() : List.<String>of()) {
      pieces.addAll(TexText.pieces(text));
    }
    pieces.removeIf(piece -> piece.math() != math);
    return pieces;
  }

  @NeedsSamples
  @Test
  void noCommandIsLeftInProse() throws Exception {
    List<String> scraps = new ArrayList<>();
    for (TexText.Piece piece : pieces(false)) {
      Matcher scrap = SCRAP.matcher(piece.text());
      while (scrap.find()) {
        scraps.add(scrap.group());
      }
    }
    assertThat(scraps, empty());
  }

  @NeedsSamples
  @Test
  void everyCommandInFormulasIsOneThatTheTypesetterKnows() throws Exception {
    List<String> unknown = new ArrayList<>();
    for (TexText.Piece piece : pieces(true)) {
      Matcher command = COMMAND.matcher(piece.text());
      while (command.find()) {
        if (!MathSource.KNOWN.contains(command.group(1))) {
          unknown.add(command.group());
        }
      }
    }
    assertThat(unknown, empty());
  }

  @Test
  void theCommandsThatAreCalledKnownAreTheTypesettersOwn() throws Exception {
    String path = "META-INF/resources/webjars/katex/0.18.11/dist/katex.min.js";
    String katex;
    try (InputStream in = CorpusTextTest.class.getClassLoader().getResourceAsStream(path)) {
      assertThat(path, in != null, is(true));
      katex = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> foreign =
        MathSource.KNOWN.stream().filter(name -> !katex.contains("\\\\" + name)).toList();
    assertThat(foreign, empty());
  }
}
