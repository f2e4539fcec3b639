package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyTextTest {
  private static final String TEXT = "{\"a\": \"é\"}";

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aTextIsReadHoweverItComes() throws Exception {
    assertThat(BodyText.of(TEXT.getBytes(StandardCharsets.UTF_8), "", "", 1 << 20), is(TEXT));
    assertThat(BodyText.of(gzip(TEXT), "gzip", "application/json", 1 << 20), is(TEXT));
    assertThat("no header says it", BodyText.of(gzip(TEXT), "", "", 1 << 20), is(TEXT));
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(BodyText.of(deflated.toByteArray(), "deflate", "", 1 << 20), is(TEXT));
    byte[] latin = TEXT.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(BodyText.of(latin, "", "text/plain; charset=iso-8859-1", 1 << 20), is(TEXT));
    assertThat(
        BodyText.of(latin, "", "text/plain; charset=none", 1 << 20),
        is(TEXT.replace('é', '\ufffd')));
    assertThat(
        BodyText.of(("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_8), "", "", 1 << 20), is(TEXT));
    assertThat(BodyText.of(new byte[0], "gzip", "", 1 << 20), is(""));
  }

  @Test
  void aStreamIsReadWhetherItIsCompressedOrNot() throws Exception {
    for (byte[] bytes : new byte[][] {gzip(TEXT), TEXT.getBytes(StandardCharsets.UTF_8)}) {
      byte[] read = BodyText.uncompressed(new ByteArrayInputStream(bytes)).readAllBytes();
      assertThat(new String(read, StandardCharsets.UTF_8), is(TEXT));
    }
    assertThat(
        BodyText.uncompressed(new ByteArrayInputStream(new byte[0])).readAllBytes().length, is(0));
  }

  @Test
  void whatBreaksOffIsNoText() throws Exception {
    byte[] half = Arrays.copyOf(gzip(TEXT), 15);
    assertThrows(IOException.class, () -> BodyText.of(half, "gzip", "", 1 << 20));
  }
}
