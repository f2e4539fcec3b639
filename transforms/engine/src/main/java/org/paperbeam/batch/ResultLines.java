package org.paperbeam.batch;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The lines of a batch's file, one at a time. Of one that is larger than any answer only the
 * beginning is kept: it costs its own request, and neither the memory nor the others.
 */
final class ResultLines implements Closeable {
  /** In this much of a line its id stands, if anywhere; and so much of it is kept. */
  private static final int HEAD = 4096;

  private static final Pattern ID = Pattern.compile("\"custom_id\"\\s*:\\s*\"([^\"\\\\]+)\"");

  private final InputStream in;
  private final int largest;
  private final byte[] block = new byte[1 << 16];
  private int at;
  private int end;

  /**
   * Of a file.
   *
   * @param in unpacked
   * @param largest bytes of a line at the most
   */
  ResultLines(InputStream in, int largest) {
    this.in = in;
    this.largest = largest;
  }

  /**
   * A line without its end. Bytes that are no UTF-8 are replacement characters.
   *
   * @param text the whole of it, or its beginning
   * @param tooLarge whether the rest was passed over
   */
  record Line(String text, boolean tooLarge) {
    /** Whose answer a line was that is too large; null when its beginning does not tell. */
    @Nullable String idAtItsBeginning() {
      Matcher id = ID.matcher(text);
      return id.find() ? id.group(1) : null;
    }
  }

  /** The next line; null after the last. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLarge = false;
    boolean begun = false;
    boolean ended = false;
    while (!ended && fill()) {
      begun = true;
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      ended = at < end;
      if (!tooLarge) {
        line.write(block, from, at - from);
        if (line.size() > largest) {
          tooLarge = true;
          byte[] beginning = Arrays.copyOf(line.toByteArray(), HEAD);
          line = new ByteArrayOutputStream();
          line.writeBytes(beginning);
        }
      }
      at += ended ? 1 : 0;
    }
    return begun ? new Line(line.toString(StandardCharsets.UTF_8), tooLarge) : null;
  }

  /** Whether there is more to read. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(block));
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
