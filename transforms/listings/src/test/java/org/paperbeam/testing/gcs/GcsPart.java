package org.paperbeam.testing.gcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A part of a multipart body: its headers by lower-case name, and its bytes. */
@SuppressWarnings("ArrayRecordComponent")
record GcsPart(Map<String, String> headers, byte[] body) {

  /** Takes a body apart by the boundary that the content type names. */
  static List<GcsPart> read(String contentType, byte[] body) {
    int at = contentType == null ? -1 : contentType.indexOf("boundary=");
    if (at < 0) {
      throw new GcsException(400, "badRequest", "No boundary in Content-Type: " + contentType);
    }
    String boundary = contentType.substring(at + 9).split(";")[0].strip().replace("\"", "");
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    List<GcsPart> parts = new ArrayList<>();
    int from = indexOf(body, mark, 0);
    while (from >= 0) {
      int start = from + mark.length;
      int next = indexOf(body, mark, start);
      if (next < 0) {
        break;
      }
      parts.add(part(Arrays.copyOfRange(body, start, next)));
      from = next;
    }
    return parts;
  }

  private static GcsPart part(byte[] raw) {
    // Between the boundaries: a line's rest, headers, an empty line, the body, a line break.
    byte[] gap = {'\r', '\n', '\r', '\n'};
    int head = indexOf(raw, gap, 0);
    String headers = new String(raw, 0, Math.max(0, head), StandardCharsets.ISO_8859_1);
    return new GcsPart(
        headers(headers), Arrays.copyOfRange(raw, head + gap.length, raw.length - 2));
  }

  static Map<String, String> headers(String text) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : text.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
