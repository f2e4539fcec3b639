package org.paperbeam.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The data that stands beside the project, in the folder that {@code paperbeam.shared} names. */
public final class SharedData {
  private SharedData() {}

  /** A path inside it; an error when it is not there, so that no test passes for want of data. */
  public static Path path(String relative) {
    String root = System.getProperty("paperbeam.shared");
    if (root == null) {
      throw new IllegalStateException("the system property paperbeam.shared is not set");
    }
    Path path = Path.of(root, relative);
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing");
    }
    return path;
  }

  /** A file's text. */
  public static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a gzipped text file. */
  public static List<String> gzipLines(String relative) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path(relative))),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
