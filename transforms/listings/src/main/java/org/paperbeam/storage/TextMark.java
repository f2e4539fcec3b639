package org.paperbeam.storage;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How files of text that people wrote are encoded. */
public final class TextMark {
  private TextMark() {}

  /**
   * UTF-16 where a byte order mark says so, as what PowerShell writes with {@code >} begins; UTF-8
   * otherwise.
   */
  public static Charset charset(byte[] bytes) {
    boolean marked =
        bytes.length >= 2
            && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
