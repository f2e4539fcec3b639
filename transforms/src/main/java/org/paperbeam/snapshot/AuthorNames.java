package org.paperbeam.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Authors' names out of the snapshot's two forms. LaTeX accents stay as they are.
 *
 * <p>{@code authors} is free text (info.arxiv.org/help/prep.html#author): names with commas or
 * "and" between, affiliations in brackets that may hold commas too, collaborations that end with a
 * colon, suffixes such as ", Jr.". {@code authors_parsed} is arXiv's own reading of it.
 */
final class AuthorNames {
  private static final Set<String> SUFFIXES = Set.of("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV");
  // Not the comma of LaTeX's thin space, and no colon inside a word.
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*(?<!\\\\)[,;]\\s*(?:and\\s+|&\\s+)?|\\s+(?:and|&)\\s+|:\\s+|:$");

  private AuthorNames() {}

  /** The names in an {@code authors} text, in its order. */
  static List<String> split(String authors) {
    List<String> names = new ArrayList<>();
    for (String part : BETWEEN.split(PlainText.of(withoutBrackets(authors)))) {
      String name = part.strip();
      if (SUFFIXES.contains(name) && !names.isEmpty()) {
        names.set(names.size() - 1, names.get(names.size() - 1) + " " + name);
      } else if (!name.isEmpty() && !name.equals("and")) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * A name as it is written, from an entry of {@code authors_parsed}: last name, first names,
   * suffix, affiliations. Empty when the entry names nobody.
   */
  static String join(List<String> entry) {
    StringBuilder name = new StringBuilder();
    for (int part : new int[] {1, 0, 2}) {
      if (entry.size() > part && !entry.get(part).isBlank()) {
        name.append(name.length() == 0 ? "" : " ").append(entry.get(part));
      }
    }
    // arXiv's parser puts a blank after every full stop, also in double names: "C. -P.".
    return PlainText.of(name.toString()).replace(". -", ".-");
  }

  /** Leaves out what stands in round brackets, however deep; all of it stays if they are odd. */
  private static String withoutBrackets(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (depth == 0) {
        kept.append(c);
      }
      if (depth < 0) {
        return text;
      }
    }
    return depth == 0 ? kept.toString() : text;
  }
}
