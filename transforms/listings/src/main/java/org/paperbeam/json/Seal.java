package org.paperbeam.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files of JSON with a checksum at their end, {@code "crc32c": "0a1b2c3d"}: CRC-32C of the text
 * before it, in UTF-8. An object has it as its last field, a file of lines as its last line. Every
 * change of a digit or a letter that counts shows; files of older versions have none.
 */
public final class Seal {
  /** From the last comma on: nothing else is looked at, since files may have many megabytes. */
  private static final Pattern FIELD =
      Pattern.compile(",\\s*\"crc32c\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*\\z");

  private static final Pattern LINE = Pattern.compile("\\{\"crc32c\":\"([0-9a-f]{8})\"}\\n");
  private static final int LINE_LENGTH = "{\"crc32c\":\"01234567\"}\n".length();

  /** What is wrong with a file whose checksum does not fit. */
  public static final String OTHER_SUM = "its checksum is another one";

  private Seal() {}

  /** What the end of a file says of it. */
  public enum State {
    /** It is as it was written. */
    WHOLE,
    /** It is not. */
    BROKEN,
    /** Nothing: an older version wrote it, or it has lost its end. */
    NONE
  }

  /**
   * A file that was looked at.
   *
   * @param content without the checksum
   */
  public record Opened(String content, State state) {}

  /**
   * An object, on one line or on many, with a checksum as its last field.
   *
   * @param sum see {@link #sum}, of as much of the object as is to count
   */
  public static String object(String json, String sum) {
    return with(json, "crc32c", sum);
  }

  /** An object that has a field, with one more behind; its text needs no escape. */
  public static String with(String json, String field, String text) {
    int end = json.lastIndexOf('}');
    int last = end;
    while (Character.isWhitespace(json.charAt(last - 1))) {
      last--;
    }
    String between = last < end ? ",\n  \"%s\": \"%s\"" : ",\"%s\":\"%s\"";
    return json.substring(0, last) + between.formatted(field, text) + json.substring(last);
  }

  /** An object with the checksum of all that it holds. */
  public static String object(String json) {
    return object(json, sum(json));
  }

  /**
   * Looks at what {@link #object(String)} made, with any line ends at its end.
   *
   * @return the object without its checksum
   */
  public static Opened openObject(String text) {
    Matcher field = lastField(text);
    if (!field.lookingAt()) {
      return new Opened(text, State.NONE);
    }
    String content = text.substring(0, field.start()) + text.substring(field.end(1) + 1);
    return new Opened(content, sum(content).equals(field.group(1)) ? State.WHOLE : State.BROKEN);
  }

  /**
   * What {@link #object(String)} was made of; a text without a checksum as it is.
   *
   * @throws IllegalArgumentException when the checksum is another one
   */
  public static String content(String text) {
    Opened opened = openObject(text);
    if (opened.state() == State.BROKEN) {
      throw new IllegalArgumentException(OTHER_SUM);
    }
    return opened.content();
  }

  /** The checksum that {@link #object} has put there; null when there is none. */
  public static @Nullable String sumOfObject(String text) {
    Matcher field = lastField(text);
    return field.lookingAt() ? field.group(1) : null;
  }

  private static Matcher lastField(String text) {
    return FIELD.matcher(text).region(Math.max(0, text.lastIndexOf(',')), text.length());
  }

  /** Lines of JSON with a line feed at their end, and one more with their checksum. */
  public static String lines(String lines) {
    return lines + "{\"crc32c\":\"" + sum(lines) + "\"}\n";
  }

  /** Looks at what {@link #lines} made. */
  public static Opened openLines(String text) {
    int start = Math.max(0, text.length() - LINE_LENGTH);
    Matcher line = LINE.matcher(text).region(start, text.length());
    if ((start > 0 && text.charAt(start - 1) != '\n') || !line.matches()) {
      return new Opened(text, State.NONE);
    }
    String content = text.substring(0, start);
    return new Opened(content, sum(content).equals(line.group(1)) ? State.WHOLE : State.BROKEN);
  }

  /** Tells of a file that is written anew because something is wrong with it. */
  public static String writtenAnew(String path, String problem) {
    return notAsWritten(path, problem) + "it is written anew";
  }

  /** Tells of a file that is made anew of others because something is wrong with it. */
  public static String madeAnew(String path, String problem) {
    return notAsWritten(path, problem) + "it is made anew";
  }

  private static String notAsWritten(String path, String problem) {
    return "%s was not as it had been written (%s): ".formatted(path, problem);
  }

  /** CRC-32C of a text in UTF-8, eight hexadecimal digits. */
  public static String sum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
