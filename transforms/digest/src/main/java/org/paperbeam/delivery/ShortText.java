package org.paperbeam.delivery;

/** Texts for services that refuse longer ones. */
final class ShortText {
  private ShortText() {}

  /** At most so many characters, of which the last says that it was more; no half of a pair. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
