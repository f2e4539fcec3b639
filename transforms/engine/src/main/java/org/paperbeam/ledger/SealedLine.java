package org.paperbeam.ledger;

import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;

/**
 * JSON lines with a checksum as their last field, {@code "crc32c":"0a1b2c3d"}: CRC-32C of the line
 * without that field, in UTF-8. Every change of one digit or letter shows.
 */
final class SealedLine {
  private static final String FIELD = ",\"crc32c\":\"";
  private static final int DIGITS = 8;
  private static final int LENGTH = FIELD.length() + DIGITS + 2;

  private SealedLine() {}

  /** A line that is not what was written. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String why) {
      super(why);
    }
  }

  /** The value as a line, without a line feed at its end. */
  static <T> String write(JsonForm<T> form, T value) {
    return Seal.object(form.line(value));
  }

  /** The value of a line, which must have a checksum. */
  static <T> T read(JsonForm<T> form, String line) throws Broken {
    if (!isSealed(line)) {
      throw new Broken("is cut or has no checksum");
    }
    return readAny(form, line);
  }

  /** The value of a line, which may be one of an older version, without a checksum. */
  static <T> T readAny(JsonForm<T> form, String line) throws Broken {
    String text = line;
    if (isSealed(line)) {
      int at = line.length() - LENGTH;
      text = line.substring(0, at) + "}";
      if (!line.startsWith(Seal.sum(text), at + FIELD.length())) {
        throw new Broken("has a wrong checksum");
      }
    }
    try {
      return form.read(text);
    } catch (IllegalArgumentException e) {
      throw new Broken("is no whole entry");
    }
  }

  private static boolean isSealed(String line) {
    return line.length() > LENGTH
        && line.endsWith("\"}")
        && line.startsWith(FIELD, line.length() - LENGTH);
  }
}
