package org.paperbeam.llm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a key out of a service's words, which people read. */
final class HiddenKey {
  /** A shorter one may stand inside of ordinary words; no service gives out such keys. */
  private static final int SHORT = 8;

  private static final String INSTEAD = "[the key]";

  private HiddenKey() {}

  /** The text without the key; a short key is taken out where it is a word of its own. */
  static String in(String text, String key) {
    if (key.length() >= SHORT) {
      return text.replace(key, INSTEAD);
    }
    return key.isEmpty()
        ? text
        : Pattern.compile("(?<![\\p{L}\\p{N}_-])" + Pattern.quote(key) + "(?![\\p{L}\\p{N}_-])")
            .matcher(text)
            .replaceAll(Matcher.quoteReplacement(INSTEAD));
  }
}
