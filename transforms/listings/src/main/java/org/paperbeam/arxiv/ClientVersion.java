package org.paperbeam.arxiv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build, by which it also names itself to arXiv. */
public final class ClientVersion {
  private ClientVersion() {}

  /** As the build has it, e.g. {@code 0.1.0}. */
  public static String text() {
    try (InputStream in = ClientVersion.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks version.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.txt", e);
    }
  }
}
