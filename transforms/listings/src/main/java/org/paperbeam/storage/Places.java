package org.paperbeam.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text says that names a file or a folder: a path of this machine, in which every character
 * means itself, or the URL of a place elsewhere. {@code file:} URLs are paths of this machine.
 */
public final class Places {
  /** What Beam takes for a scheme. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?s)[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  private static final String FILE = "file:";
  private static final String THIS_HOST = "//localhost/";

  private Places() {}

  /** Whether a place is on this machine, as {@link #plain} has it. */
  public static boolean isLocal(String place) {
    return !ELSEWHERE.matcher(place).matches();
  }

  /** The same place for a process in another folder: a path of this machine from its root. */
  public static String absolute(String place) {
    return isLocal(place) ? Path.of(place).toAbsolutePath().normalize().toString() : place;
  }

  /**
   * The place with a {@code file:} URL written as the path that it means, {@code %20} and the like
   * decoded; anything else as it is.
   *
   * @throws IllegalArgumentException for a {@code file:} URL that names no absolute path of this
   *     machine; the message says what to write
   */
  public static String plain(String place) {
    if (!place.toLowerCase(Locale.ROOT).startsWith(FILE)) {
      return place;
    }
    String rest = place.substring(FILE.length());
    if (rest.startsWith(THIS_HOST)) {
      rest = rest.substring(THIS_HOST.length() - 1);
    } else if (rest.startsWith("///")) {
      rest = rest.substring(2);
    }
    if (!rest.startsWith("/") || rest.startsWith("//")) {
      throw new IllegalArgumentException(
          "must be a path or a URL; a URL of this machine is file:///FOLDER/...");
    }
    return decoded(rest);
  }

  /** Only what is two hexadecimal digits after a percent sign is an escape. */
  private static String decoded(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? digit(bytes[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(bytes[i + 2]);
      if (low < 0) {
        plain.write(bytes[i]);
      } else {
        plain.write(16 * high + low);
        i += 2;
      }
    }
    return plain.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte hex) {
    return Character.digit((char) hex, 16);
  }
}
