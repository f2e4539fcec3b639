package org.paperbeam.site;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The words of a text as the search knows them; {@code search.js} cuts a question in the same way.
 * Letters without their accents, in lower case. Scripts that put no blank between words (Chinese,
 * Japanese, Thai ...), and Korean, whose words carry their particles, are cut into pairs of
 * neighbouring characters and the last one alone, so that every part of a run is found.
 */
final class SearchWords {
  /** A longer word is cut: it is no word, and an index must stay small. */
  static final int LONGEST = 40;

  private static final Set<UnicodeScript> DENSE =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** Stands in runs of both Japanese syllabaries and belongs to neither, by Unicode. */
  private static final int LONG_VOWEL = 0x30FC;

  /** Letters that no normalization takes apart. */
  private static final Map<Character, String> PLAIN =
      Map.of('ø', "o", 'ł', "l", 'đ', "d", 'ð', "d", 'ß', "ss", 'æ', "ae", 'œ', "oe", 'ı', "i");

  private SearchWords() {}

  /** Calls with every word, in order, as often as it stands there. */
  static void each(String text, Consumer<String> word) {
    if (isAscii(text)) {
      ascii(text, word);
    } else {
      runs(fold(text), word);
    }
  }

  /** Text as people type it who have no accents on their keyboard. */
  static String fold(String text) {
    String open = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder bare = new StringBuilder(open.length());
    for (int i = 0; i < open.length(); i++) {
      char c = open.charAt(i);
      String plain = c < 0x80 ? null : PLAIN.get(c);
      if (plain != null) {
        bare.append(plain);
      } else if (c < 0x300 || c > 0x36F) {
        bare.append(c);
      }
    }
    // Syllables of Hangul and kana with their marks become one character again.
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Most texts. */
  private static void ascii(String text, Consumer<String> word) {
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean in = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (in && from < 0) {
        from = i;
      } else if (!in && from >= 0) {
        word.accept(cut(text.substring(from, i).toLowerCase(Locale.ROOT)));
        from = -1;
      }
    }
  }

  private static void runs(String text, Consumer<String> word) {
    int from = 0;
    while (from < text.length()) {
      int c = text.codePointAt(from);
      int to = from + Character.charCount(c);
      if (!inWord(c)) {
        from = to;
        continue;
      }
      boolean dense = isDense(c);
      while (to < text.length()) {
        int next = text.codePointAt(to);
        if (!inWord(next) || isDense(next) != dense) {
          break;
        }
        to += Character.charCount(next);
      }
      String run = text.substring(from, to);
      if (dense) {
        pairs(run, word);
      } else {
        word.accept(cut(run));
      }
      from = to;
    }
  }

  private static void pairs(String run, Consumer<String> word) {
    for (int i = 0; i < run.length(); ) {
      int one = run.offsetByCodePoints(i, 1);
      word.accept(run.substring(i, one < run.length() ? run.offsetByCodePoints(one, 1) : one));
      i = one;
    }
  }

  private static String cut(String word) {
    if (word.length() <= LONGEST) {
      return word;
    }
    int end = Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return word.substring(0, end);
  }

  private static boolean inWord(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isDense(int c) {
    return c == LONG_VOWEL || (c > 0x2FF && DENSE.contains(UnicodeScript.of(c)));
  }
}
