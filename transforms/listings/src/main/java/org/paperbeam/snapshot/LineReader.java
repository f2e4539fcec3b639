package org.paperbeam.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * Walks over the lines of a channel whose first byte lies before a limit, without copying them. A
 * line ends with LF or CRLF, the last one also with the file; blank lines are left out.
 *
 * <p>To read the lines of [from, until), give a channel that stands on byte {@code from - 1} and
 * call {@link #skipLine()} first: a line that begins on {@code from} is then read, one that began
 * earlier is left to the range before. So ranges that tile a file read every line exactly once.
 *
 * <p>Memory is one buffer, as large as the longest line but never more than twice the limit for
 * one; a longer line is reported without its end. Not safe for many threads.
 */
final class LineReader implements Closeable {
  /** A line longer than this is not read; the longest of arXiv's have some 100 kB. */
  static final int LONGEST_LINE = 4 << 20;

  private static final int BUFFER = 1 << 20;
  // What is kept of a line that is too long: enough for an excerpt in any script.
  private static final int CUT_LENGTH = 4 * BadRecord.EXCERPT;

  private final ReadableByteChannel channel;
  private final long until;
  private final int longestLine;
  private byte[] buffer;
  // The file offset of buffer[0]; what is filled and not yet consumed is [next, filled).
  private long base;
  private int next;
  private int filled;
  private boolean ended;
  // The line.
  private byte[] bytes;
  private int start;
  private int length;
  private long offset;
  private boolean cut;

  LineReader(ReadableByteChannel channel, long position, long until) {
    this(channel, position, until, BUFFER, LONGEST_LINE);
  }

  LineReader(
      ReadableByteChannel channel, long position, long until, int bufferBytes, int longestLine) {
    this.channel = channel;
    this.base = position;
    this.until = until;
    this.longestLine = longestLine;
    this.buffer = new byte[bufferBytes];
    this.bytes = buffer;
  }

  /** Moves on to the next line that is not blank; false when there is none before the limit. */
  boolean next() throws IOException {
    while (base + next < until && readLine()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out what remains of the line under the current position. */
  void skipLine() throws IOException {
    readLine();
  }

  /** The array that holds the line, until {@link #next()} is called again. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes()} the line begins. */
  int start() {
    return start;
  }

  /** The line's bytes, without its end. */
  int length() {
    return length;
  }

  /** The line's offset in the file. */
  long offset() {
    return offset;
  }

  /** Whether the line is longer than is read: what is here is only its beginning. */
  boolean isCut() {
    return cut;
  }

  /** The offset of the first byte that no line has used so far. */
  long position() {
    return base + next;
  }

  private boolean readLine() throws IOException {
    cut = false;
    int scanned = next;
    while (true) {
      int end = indexOfLineFeed(scanned);
      if (end >= 0) {
        line(next, end);
        next = end + 1;
        return true;
      }
      scanned = filled;
      if (scanned - next > longestLine) {
        return cutLine();
      }
      int kept = filled - next;
      if (!fill()) {
        line(next, filled);
        next = filled;
        return length > 0;
      }
      scanned = next + kept;
    }
  }

  /** Keeps the beginning of a line that is too long and runs on to its end. */
  private boolean cutLine() throws IOException {
    offset = base + next;
    bytes = Arrays.copyOfRange(buffer, next, next + Math.min(filled - next, CUT_LENGTH));
    start = 0;
    length = bytes.length;
    cut = true;
    while (true) {
      next = filled;
      if (!fill()) {
        return true;
      }
      int end = indexOfLineFeed(next);
      if (end >= 0) {
        next = end + 1;
        return true;
      }
    }
  }

  private void line(int from, int to) {
    bytes = buffer;
    start = from;
    offset = base + from;
    length = to - from;
    if (length > 0 && buffer[to - 1] == '\r') {
      length--;
    }
  }

  private int indexOfLineFeed(int from) {
    byte[] searched = buffer;
    int end = filled;
    for (int i = from; i < end; i++) {
      if (searched[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads on, moving what is still needed to the front; false at the end of the file. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      base += next;
      filled -= next;
      next = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
    ended = read < 0;
    filled += Math.max(read, 0);
    return !ended;
  }

  private boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
