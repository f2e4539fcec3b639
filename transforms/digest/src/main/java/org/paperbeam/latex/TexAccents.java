package org.paperbeam.latex;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** TeX's accent commands and letters (The TeXbook, chapter 9; LaTeX's T1 encoding). */
final class TexAccents {
  /** Command to combining character. */
  private static final Map<String, Integer> MARKS =
      Map.ofEntries(
          Map.entry("`", 0x300),
          Map.entry("'", 0x301),
          Map.entry("^", 0x302),
          Map.entry("~", 0x303),
          Map.entry("=", 0x304),
          Map.entry("u", 0x306),
          Map.entry(".", 0x307),
          Map.entry("\"", 0x308),
          Map.entry("r", 0x30A),
          Map.entry("h", 0x309),
          Map.entry("H", 0x30B),
          Map.entry("v", 0x30C),
          Map.entry("G", 0x30F),
          Map.entry("d", 0x323),
          Map.entry("c", 0x327),
          Map.entry("k", 0x328),
          Map.entry("b", 0x331));

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("aa", "å"),
          Map.entry("AA", "Å"),
          Map.entry("ae", "æ"),
          Map.entry("AE", "Æ"),
          Map.entry("oe", "œ"),
          Map.entry("OE", "Œ"),
          Map.entry("o", "ø"),
          Map.entry("O", "Ø"),
          Map.entry("l", "ł"),
          Map.entry("L", "Ł"),
          Map.entry("ss", "ß"),
          Map.entry("i", "ı"),
          Map.entry("j", "ȷ"),
          Map.entry("dh", "ð"),
          Map.entry("DH", "Ð"),
          Map.entry("dj", "đ"),
          Map.entry("DJ", "Đ"),
          Map.entry("th", "þ"),
          Map.entry("TH", "Þ"),
          Map.entry("ng", "ŋ"),
          Map.entry("NG", "Ŋ"));

  private TexAccents() {}

  static boolean isAccent(String command) {
    return command.length() == 1 && MARKS.containsKey(command);
  }

  /** The letter that the command stands for; null for any other command. */
  static @Nullable String letter(String command) {
    return command.length() > 2 ? null : LETTERS.get(command);
  }

  /** The letter with the accent; empty when what stands below the accent is no letter. */
  static Optional<String> accented(String command, String base) {
    String letter = base.equals("ı") ? "i" : base.equals("ȷ") ? "j" : base;
    Integer mark = MARKS.get(command);
    if (mark == null
        || letter.isEmpty()
        || letter.codePointCount(0, letter.length()) != 1
        || !Character.isLetter(letter.codePointAt(0))) {
      return Optional.empty();
    }
    return Optional.of(
        Normalizer.normalize(letter + new String(Character.toChars(mark)), Normalizer.Form.NFC));
  }
}
