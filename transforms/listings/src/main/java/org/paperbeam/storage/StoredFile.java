package org.paperbeam.storage;

import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;

/** A file as it was read. Safe for many threads as long as nobody changes the bytes. */
public final class StoredFile {
  private final byte[] bytes;
  private final @Nullable String version;

  private StoredFile(byte[] bytes, @Nullable String version) {
    this.bytes = bytes;
    this.version = version;
  }

  /** Of a store that gives its files no version: their content stands for it. */
  static StoredFile of(byte[] bytes) {
    return new StoredFile(bytes, null);
  }

  /** Of a store that gives every file another version after every change. */
  public static StoredFile of(byte[] bytes, String version) {
    return new StoredFile(bytes, version);
  }

  /** All of it; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * What {@link WriteCondition#unchangedSince(StoredFile)} compares; another one after every
   * change.
   */
  public String version() {
    // Only who writes a file back asks: most files are read for their text alone.
    return version == null ? Sha256.of(bytes) : version;
  }
}
