package org.paperbeam.storage;

import java.nio.charset.StandardCharsets;

/**
 * A file as it was read.
 *
 * @param bytes all of it
 * @param version what {@link WriteCondition#unchangedSince(StoredFile)} compares; another one after
 *     every change
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredFile(byte[] bytes, String version) {
  /** The bytes as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
