package org.paperbeam.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private Sha256() {}

  /** Of these bytes, one array after the other as if they were one. */
  public static String of(byte[]... bytes) {
    MessageDigest digest = digest();
    for (byte[] some : bytes) {
      digest.update(some);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a text's bytes in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a list of texts, of which no other list has the same. */
  public static String ofParts(String... parts) {
    byte[][] bytes = new byte[2 * parts.length][];
    for (int i = 0; i < parts.length; i++) {
      byte[] part = parts[i].getBytes(StandardCharsets.UTF_8);
      // With its length before it, no part can end early and begin the next one.
      bytes[2 * i] = (part.length + ":").getBytes(StandardCharsets.US_ASCII);
      bytes[2 * i + 1] = part;
    }
    return of(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
