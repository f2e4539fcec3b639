package org.paperbeam.pipeline.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;

/**
 * Reads a profile, from a folder on any file system that Beam knows or from the bundled example.
 * Only {@code topics.md} must be there: without {@code profile.yaml} or {@code scoring.md} those of
 * the bundled example hold, and without {@code authors.csv} nobody is followed.
 */
public final class ProfileReader {
  private static final String BUNDLED = "/org/paperbeam/profile/";
  private static final String PLACE_OF_BUNDLED = "the bundled example";

  /** How one file's text is found; null when it is not there. */
  @FunctionalInterface
  private interface Files {
    @Nullable String text(String name) throws IOException;
  }

  private ProfileReader() {}

  /** The bundled example. */
  public static Profile bundled() {
    return read(PLACE_OF_BUNDLED, PLACE_OF_BUNDLED + ", ", ProfileReader::resource);
  }

  /**
   * The profile of a folder.
   *
   * @throws UsageException naming the file, the line and what is allowed
   */
  public static Profile ofFolder(String path) {
    try {
      Folder folder = Folder.of(path);
      Files files =
          path.contains(":/") ? folder::readIfPresent : name -> local(folder.path(), name);
      return read(folder.path(), folder.path() + "/", files);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--profile=" + path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Profile read(String place, String prefix, Files files) {
    OptionTable table = OptionTable.of(RunOptions.class);
    String topics = prose(prefix, "topics.md", required(place, "topics.md", files));
    String yaml = find(place, "profile.yaml", files);
    Map<String, String> options =
        ProfileYaml.read(
            prefix + "profile.yaml", yaml == null ? example("profile.yaml") : yaml, table);
    String scoring = find(place, "scoring.md", files);
    String authors = find(place, "authors.csv", files);
    return new Profile(
        place,
        options,
        topics,
        scoring == null ? example("scoring.md") : prose(prefix, "scoring.md", scoring),
        authors == null ? List.of() : AuthorsCsv.read(prefix + "authors.csv", authors));
  }

  /** A file of the bundled example. */
  static String example(String name) {
    return required(PLACE_OF_BUNDLED, name, ProfileReader::resource);
  }

  private static String prose(String prefix, String name, String text) {
    if (text.isBlank()) {
      throw new UsageException(prefix + name + ":1: is empty: it goes into the prompt");
    }
    return text;
  }

  private static String required(String place, String name, Files files) {
    String text = find(place, name, files);
    if (text == null) {
      throw new UsageException(
          "--profile="
              + place
              + ": there is no "
              + name
              + ": a profile is a folder with topics.md and, if need be, profile.yaml, scoring.md,"
              + " authors.csv; ./paperbeam init writes one");
    }
    return text;
  }

  private static @Nullable String find(String place, String name, Files files) {
    try {
      String text = files.text(name);
      if (text == null) {
        return null;
      }
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return plain.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UsageException(
          "--profile=" + place + ": cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  /** Without Beam's file systems, which take a second to set up. */
  private static @Nullable String local(String folder, String name) throws IOException {
    try {
      byte[] bytes = java.nio.file.Files.readAllBytes(Path.of(folder, name));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      throw new IOException(e.getReason() == null ? "no access" : e.getReason(), e);
    }
  }

  private static @Nullable String resource(String name) {
    try (InputStream in = ProfileReader.class.getResourceAsStream(BUNDLED + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
