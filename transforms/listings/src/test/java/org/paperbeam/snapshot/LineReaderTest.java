package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void everyLineIsReadOnceWhateverTheSplitPoints() throws IOException {
    String text = "alpha\nb\r\n\n \t\r\ngamma delta\n\n\nlast";
    List<String> whole = lines(text, 0, Long.MAX_VALUE, 4);
    assertThat(whole, contains("0:alpha", "6:b", "14:gamma delta", "28:last"));
    for (int a = 0; a <= text.length(); a++) {
      for (int b = a; b <= text.length(); b++) {
        List<String> parts = new ArrayList<>(lines(text, 0, a, 4));
        parts.addAll(lines(text, a, b, 4));
        parts.addAll(lines(text, b, Long.MAX_VALUE, 4));
        assertThat("cut at " + a + " and " + b, parts, is(whole));
      }
    }
  }

  @Test
  void randomTextInRandomRangesWithAnyBufferIsReadOnce() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.append("ab\n\r é".charAt(random.nextInt(6)));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      List<String> parts = new ArrayList<>();
      int from = 0;
      while (from < bytes.length) {
        int until = from + 1 + random.nextInt(40);
        parts.addAll(lines(text.toString(), from, until, 1 + random.nextInt(30)));
        from = until;
      }
      assertThat(parts, is(lines(text.toString(), 0, Long.MAX_VALUE, 1 << 16)));
    }
  }

  @Test
  void nothingHoldsNothing() throws IOException {
    assertThat(lines("", 0, Long.MAX_VALUE, 8), is(empty()));
    assertThat(lines("\n\r\n  \n", 0, Long.MAX_VALUE, 8), is(empty()));
    assertThat(lines("abc", 0, 0, 8), is(empty()));
  }

  @Test
  void aLineOfMegabytesIsReadWhole() throws IOException {
    String big = "x".repeat(5_000_000);
    assertThat(
        lines("a\n" + big + "\nb", 0, Long.MAX_VALUE, 1 << 16),
        contains("0:a", "2:" + big, "5000003:b"));
  }

  @Test
  void aLineThatIsTooLongIsCutAndTheNextOnesAreReadInTheirPlace() throws IOException {
    String text = "a\n" + "x".repeat(3000) + "\nb\n" + "y".repeat(5000);
    List<String> found = new ArrayList<>();
    try (LineReader lines = new LineReader(channel(text, 0), 0, Long.MAX_VALUE, 16, 1500)) {
      while (lines.next()) {
        found.add(lines.offset() + (lines.isCut() ? " cut " : " whole ") + lines.length());
      }
    }
    assertThat(found, contains("0 whole 1", "2 cut 800", "3003 whole 1", "3005 cut 800"));
  }

  private static List<String> lines(String text, int from, long until, int buffer)
      throws IOException {
    List<String> found = new ArrayList<>();
    int start = Math.max(0, from - 1);
    try (LineReader lines =
        new LineReader(channel(text, start), start, until, buffer, LineReader.LONGEST_LINE)) {
      if (from > 0) {
        lines.skipLine();
      }
      while (lines.next()) {
        found.add(
            lines.offset()
                + ":"
                + new String(lines.bytes(), lines.start(), lines.length(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  private static ReadableByteChannel channel(String text, int from) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = Math.min(from, bytes.length);
    return Channels.newChannel(new ByteArrayInputStream(bytes, start, bytes.length - start));
  }
}
