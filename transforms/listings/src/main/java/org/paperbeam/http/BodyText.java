package org.paperbeam.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The text that an answer's bytes are, also when they come compressed though nobody asked for it.
 * Bytes that are no text of their charset become replacement characters, and a byte order mark
 * goes.
 */
public final class BodyText {
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");
  private static final String MARK = "\uFEFF";

  private BodyText() {}

  /**
   * Reads the bytes.
   *
   * @param encoding the header Content-Encoding; empty when there is none
   * @param type the header Content-Type; empty when there is none
   * @param largest how many bytes there may be when they are unpacked
   * @throws TooLargeException when there are more; what is packed a thousand times smaller than it
   *     is shall not fill the memory
   * @throws IOException when compressed bytes break off or are broken
   */
  public static String of(byte[] bytes, String encoding, String type, int largest)
      throws IOException {
    byte[] plain = uncompressed(bytes, encoding.toLowerCase(Locale.ROOT), largest);
    String text = new String(plain, charset(type));
    return text.startsWith(MARK) ? text.substring(1) : text;
  }

  /** A stream of the bytes, uncompressed when its first ones are gzip's. */
  public static InputStream uncompressed(InputStream in) throws IOException {
    InputStream marked = in.markSupported() ? in : new java.io.BufferedInputStream(in);
    marked.mark(2);
    byte[] first = marked.readNBytes(2);
    marked.reset();
    return isGzip(first) ? new GZIPInputStream(marked) : marked;
  }

  private static byte[] uncompressed(byte[] bytes, String encoding, int largest)
      throws IOException {
    // No JSON begins with gzip's bytes, so they say it even where no header does.
    if (isGzip(bytes)) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return unpacked(in, largest);
      }
    }
    if (encoding.contains("deflate") && bytes.length > 0) {
      try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
        return unpacked(in, largest);
      }
    }
    return bytes;
  }

  private static byte[] unpacked(InputStream in, int largest) throws IOException {
    byte[] plain = in.readNBytes(largest);
    if (plain.length == largest && in.read() >= 0) {
      throw new TooLargeException(largest);
    }
    return plain;
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
  }

  private static Charset charset(String type) {
    Matcher m = CHARSET.matcher(type);
    try {
      return m.find() ? Charset.forName(m.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
