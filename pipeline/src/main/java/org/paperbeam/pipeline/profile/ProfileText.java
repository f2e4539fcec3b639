package org.paperbeam.pipeline.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.TextMark;

/**
 * The text of a profile's file, in any of the forms in which editors write it: UTF-8, or UTF-16
 * with its mark, as Windows does. A file that is no text, or so large that it was hardly meant, is
 * refused by name.
 */
final class ProfileText {
  /** Ten thousand followed authors are half a megabyte, and no model reads more of topics. */
  static final int LARGEST = 2_000_000;

  private ProfileText() {}

  /**
   * The text, without a byte order mark, with line feeds alone at the ends of lines.
   *
   * @param file its name for messages
   * @throws UsageException when it is none
   */
  static String of(String file, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new UsageException(
          "%s: has %,d bytes, and a file of a profile may have %,d: is it the right one?"
              .formatted(file, bytes.length, LARGEST));
    }
    String text = decoded(file, bytes);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return plain.replace("\r\n", "\n");
  }

  /**
   * The same text, for what goes into a prompt.
   *
   * @throws UsageException when a character is in it that no text has
   */
  static String checked(String file, String text) {
    int nul = text.indexOf(0);
    if (nul >= 0) {
      throw new UsageException(
          file + ":" + line(text, nul) + ": holds a character that no text has (NUL)");
    }
    return text;
  }

  private static String decoded(String file, byte[] bytes) {
    Charset charset = TextMark.charset(bytes);
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // The replacement character stands at the first place that is wrong.
      String lenient = new String(bytes, charset);
      int at = Math.max(0, lenient.indexOf('\uFFFD'));
      throw new UsageException(
          file
              + ":"
              + line(lenient, at)
              + ": holds bytes that are no "
              + (charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : "UTF-16")
              + ": save the file as UTF-8",
          e);
    }
  }

  private static long line(String text, int at) {
    return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
