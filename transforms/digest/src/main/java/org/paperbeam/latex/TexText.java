package org.paperbeam.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A title, a name, an abstract or a comment, cut into prose and mathematics. In prose, accents are
 * letters ({@code G\"ura} is {@code Güra}), {@code \emph{x}} and its like are {@code x}, {@code \%}
 * is {@code %}, a citation is its key in brackets, and a command that is not known is what it
 * holds, or its name. Mathematics is left to whoever typesets it, but for commands that only
 * packages or the author know.
 *
 * <p>Takes time in proportion to the text's length and never fails.
 */
public final class TexText {
  /**
   * A piece of a text.
   *
   * @param text as it reads, or the TeX of the mathematics without its delimiters
   * @param math whether it is mathematics
   * @param display whether the mathematics stands on a line of its own
   */
  public record Piece(String text, boolean math, boolean display) {
    /** As it reads without a typesetter: mathematics between its dollar signs. */
    public String plain() {
      return !math ? text : display ? "$$" + text + "$$" : "$" + text + "$";
    }
  }

  private static final Pattern BETWEEN_DOLLARS = Pattern.compile("\\$[^$]*\\$");

  private TexText() {}

  /** The pieces in order; their prose holds no empty piece. */
  public static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    for (MathFinder.Part part : MathFinder.parts(text)) {
      String read = part.math() ? MathSource.readable(part.text()) : ProseReader.read(part.text());
      if (!read.isEmpty()) {
        pieces.add(new Piece(read, part.math(), part.display()));
      }
    }
    return List.copyOf(pieces);
  }

  /**
   * The text as it is written, with accents and letters of TeX as the letters that they are; in
   * mathematics nothing changes.
   */
  public static String letters(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    Matcher dollars = BETWEEN_DOLLARS.matcher(text);
    while (dollars.find()) {
      out.append(ProseReader.letters(text.substring(done, dollars.start())))
          .append(dollars.group());
      done = dollars.end();
    }
    return out.append(ProseReader.letters(text.substring(done))).toString();
  }

  /** The text as one string, mathematics between dollar signs. */
  public static String plain(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('{') < 0 && text.indexOf('$') < 0) {
      return ProseReader.read(text);
    }
    return pieces(text).stream().map(Piece::plain).collect(Collectors.joining());
  }
}
