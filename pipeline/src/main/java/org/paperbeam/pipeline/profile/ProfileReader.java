package org.paperbeam.pipeline.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;

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
    byte @Nullable [] bytes(String name) throws IOException;
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
      return read(
          folder.path(),
          folder.path() + "/",
          name -> {
            StoredFile file = folder.find(name);
            return file == null ? null : file.bytes();
          });
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
    return ProfileText.checked(prefix + name, text);
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
      byte[] bytes = files.bytes(name);
      return bytes == null ? null : ProfileText.of(place + "/" + name, bytes);
    } catch (IOException e) {
      throw new UsageException(
          "--profile=" + place + ": cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static byte @Nullable [] resource(String name) {
    try (InputStream in = ProfileReader.class.getResourceAsStream(BUNDLED + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
