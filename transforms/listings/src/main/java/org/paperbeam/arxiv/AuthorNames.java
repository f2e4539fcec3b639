package org.paperbeam.arxiv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits an author list that arXiv gives as one string ({@code dc:creator} in RSS, {@code authors}
 * in {@code arXivRaw}). Commas, semicolons, the word "and" and a collaboration's colon part names,
 * outside brackets and braces. Affiliations, which stand in round brackets, are left out, and so is
 * {@code et al.}; a suffix such as {@code , Jr.} stays with its name as it is written; TeX stays as
 * it is.
 */
public final class AuthorNames {
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(?:Jn?r|Snr|Sr)\\.?|II|III|IV|VI{1,3}|2nd|3rd|4th|Ph\\.? ?D\\.?|M\\.? ?D\\.?|Esq\\.?");

  /** Who is not named is nobody. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i)(?:\\s*\\bet\\.? al\\b\\.?|^(?:(?:and )?(?:\\d+ |many |the )?others)\\.?)$");

  private static final Pattern COLLABORATION =
      Pattern.compile(
          "(?i)(?:(?:for|on behalf of|and) )?((?:the"
              + " )?[^()\\d]*\\b(?:collaborations?|consortium|team))");

  private final String text;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder name = new StringBuilder();

  /** What stood in the brackets of the name at hand; a name of its own when nothing else does. */
  private String bracketed = "";

  private AuthorNames(String text) {
    this.text = text;
  }

  /** The names in their order; empty for an empty text. */
  public static List<String> split(String text) {
    return new AuthorNames(ArxivText.squeeze(text)).split();
  }

  private List<String> split() {
    int i = 0;
    while (i < text.length()) {
      i += step(i);
    }
    endName();
    return List.copyOf(names);
  }

  /** Takes what stands at {@code i}; returns how many characters that was. */
  private int step(int i) {
    char c = text.charAt(i);
    if (c == '\\' && i + 1 < text.length()) {
      name.append(c).append(text.charAt(i + 1));
      return 2;
    }
    if (c == '(' || c == '{') {
      int end = closing(i);
      if (end > 0) {
        String inside = text.substring(i, end + 1);
        if (c == '(') {
          bracketed = inside.substring(1, inside.length() - 1);
          name.append(' ');
        } else {
          name.append(inside);
        }
        return inside.length();
      }
    }
    int separator = separator(i);
    if (separator > 0) {
      endName();
      return separator;
    }
    name.append(c);
    return 1;
  }

  /** The length of the separator at {@code i}, 0 when there is none. */
  private int separator(int i) {
    char c = text.charAt(i);
    if (c == ',' || c == ';') {
      return 1;
    }
    if (c == ':' && text.startsWith(" ", i + 1)) {
      return 2;
    }
    boolean word =
        i == 0
            || text.charAt(i - 1) == ' '
            || text.charAt(i - 1) == ','
            || text.charAt(i - 1) == ')';
    if (word && text.startsWith("and ", i)) {
      return 4;
    }
    return word && text.startsWith("& ", i) ? 2 : 0;
  }

  /** Where the bracket or brace at {@code open} is closed; -1 when it never is. */
  private int closing(int open) {
    char opening = text.charAt(open);
    char closing = opening == '(' ? ')' : '}';
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == opening) {
        depth++;
      } else if (c == closing && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void endName() {
    String found = ArxivText.squeeze(name.toString());
    found = ArxivText.squeeze(OTHERS.matcher(found).replaceFirst(""));
    if (found.isEmpty()) {
      // "A. B, (STAR Collaboration)" names an author; "(1) CERN, (2) DESY" names none.
      var collaboration = COLLABORATION.matcher(ArxivText.squeeze(bracketed));
      if (collaboration.matches()) {
        names.add(collaboration.group(1));
      }
    } else if (!names.isEmpty() && SUFFIX.matcher(found).matches()) {
      names.set(names.size() - 1, names.get(names.size() - 1) + ", " + found);
    } else {
      names.add(found);
    }
    name.setLength(0);
    bracketed = "";
  }
}
