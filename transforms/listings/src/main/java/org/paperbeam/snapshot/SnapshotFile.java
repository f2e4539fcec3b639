package org.paperbeam.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** One file of the snapshot, on any file system that Beam knows; its name says how it is packed. */
final class SnapshotFile {
  private static final int HEAD = 4096;

  private final String path;
  private final Compression compression;

  private SnapshotFile(String path) {
    this.path = path;
    this.compression = Compression.detect(path);
  }

  /**
   * The file with that path or URL, which is {@code .gz}, {@code .zst}, {@code .bz2} ... or plain.
   */
  static SnapshotFile of(String path) {
    return new SnapshotFile(path);
  }

  /** Whether the file can be read from the middle. */
  boolean isSplittable(Metadata metadata) {
    return compression == Compression.UNCOMPRESSED && metadata.isReadSeekEfficient();
  }

  /** The lines of a range; the caller closes the reader. */
  LineReader open(long from, long until) throws IOException {
    ReadableByteChannel channel = open();
    try {
      if (from == 0) {
        return new LineReader(channel, 0, until);
      }
      ((SeekableByteChannel) channel).position(from - 1);
      LineReader lines = new LineReader(channel, from - 1, until);
      lines.skipLine();
      return lines;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Why this can be no JSON Lines file, from its first bytes; empty when it may be one. */
  Optional<String> refusal() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    try (ReadableByteChannel channel = open()) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // A channel may give less than there is room for.
      }
    }
    return refusalOf(head.array(), head.position());
  }

  static Optional<String> refusalOf(byte[] head, int length) {
    if (startsWith(head, length, 0x1f, 0x8b)) {
      return Optional.of("is gzip, but its name does not end with .gz: rename it");
    }
    if (startsWith(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return Optional.of("is zstd, but its name does not end with .zst: rename it");
    }
    if (startsWith(head, length, 'P', 'K', 3, 4)) {
      return Optional.of("is a zip archive: unpack it first");
    }
    int first = startsWith(head, length, 0xef, 0xbb, 0xbf) ? 3 : 0;
    while (first < length && (head[first] == ' ' || (head[first] >= '\t' && head[first] <= '\r'))) {
      first++;
    }
    if (first < length && head[first] == '[') {
      return Optional.of(
          "is one JSON array; the snapshot is JSON Lines, an object a line:"
              + " turn it into that first, e.g. with jq -c '.[]'");
    }
    return Optional.empty();
  }

  private ReadableByteChannel open() throws IOException {
    ReadableByteChannel raw = FileSystems.open(FileSystems.matchNewResource(path, false));
    try {
      return compression.readDecompressed(raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean startsWith(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
