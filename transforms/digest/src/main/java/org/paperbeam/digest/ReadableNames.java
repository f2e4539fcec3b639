package org.paperbeam.digest;

import java.util.List;
import org.paperbeam.latex.TexText;

/** Authors as people read them: printable, TeX undone, and no more names than a line holds. */
public final class ReadableNames {
  private ReadableNames() {}

  /** All of them. What is no name is left out: arXiv's lists hold the colon after a team. */
  public static List<String> of(List<String> authors) {
    return authors.stream()
        .map(name -> TexText.plain(PlainText.clean(name)))
        .filter(ReadableNames::isName)
        .toList();
  }

  /** Whether it is anybody's name. */
  static boolean isName(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** The first of these names, and how many more there are. */
  public static String line(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most))
            + " and "
            + (names.size() - most)
            + (names.size() == most + 1 ? " other" : " others");
  }
}
