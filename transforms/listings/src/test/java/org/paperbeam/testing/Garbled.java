package org.paperbeam.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What may happen to a file between two runs: by a disk, a copy, or another program. */
public enum Garbled {
  BIT_FLIPPED,
  HALF,
  EMPTY,
  NULS,
  OF_A_NEWER_VERSION;

  /** The bytes of a file after it; nothing can happen to none. */
  public byte[] of(byte[] written) {
    byte[] bytes = written.clone();
    if (bytes.length == 0) {
      return bytes;
    }
    return switch (this) {
      case BIT_FLIPPED -> {
        bytes[place(new String(bytes, StandardCharsets.ISO_8859_1))] ^= 1;
        yield bytes;
      }
      case HALF -> Arrays.copyOf(bytes, bytes.length / 2);
      case EMPTY -> new byte[0];
      case NULS -> new byte[bytes.length];
      case OF_A_NEWER_VERSION -> newer(new String(bytes, StandardCharsets.UTF_8));
    };
  }

  /** In a title where there is one: it can be read all the same. Run ids and times do not count. */
  private static int place(String text) {
    int title = text.indexOf("Title of");
    return title < 0 ? text.length() / 2 : title;
  }

  /** One more field, or another line. */
  private static byte[] newer(String text) {
    String more =
        text.startsWith("{")
            ? "{\"newer\":{\"than\":[\"this\"]}," + text.substring(1)
            : text + "\nWhat a newer version adds.\n";
    return more.getBytes(StandardCharsets.UTF_8);
  }
}
