package org.paperbeam.storage;

import java.util.regex.Pattern;

/**
 * The globs of {@link Store#list}: {@code *} stays within a folder, {@code **} does not, {@code ?}
 * is one character, and every other character means itself. Immutable.
 */
final class Glob {
  private final String text;
  private final Pattern pattern;

  private Glob(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  static Glob of(String text) {
    return new Glob(text);
  }

  /** Whether a name, with slashes between the parts, fits. */
  boolean fits(String name) {
    return pattern.matcher(name).matches();
  }

  /** The folder in which all that fits stands, with a slash at its end; empty for the top. */
  String folder() {
    String literal = text.split("[*?]", 2)[0];
    return literal.substring(0, literal.lastIndexOf('/') + 1);
  }

  /** How many folders deep below {@link #folder} what fits may stand; 0 is that folder itself. */
  int depth() {
    String rest = text.substring(folder().length());
    return rest.contains("**")
        ? Integer.MAX_VALUE
        : (int) rest.chars().filter(c -> c == '/').count();
  }
}
