package org.paperbeam.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A folder on any file system that Beam knows, with files that appear whole or not at all: where
 * the file system does not see to that itself (see {@link StoreProvider}), a file is written under
 * {@value #TEMPORARY} and then renamed, which replaces what stood there before.
 *
 * <p>Paths are relative, with {@code /} between the parts. Instances are immutable and safe for
 * many threads and workers; two writers of one path leave one of the two files, whole.
 */
public final class Folder implements Serializable {
  /**
   * Where unfinished files stand, inside the folder. A crash may leave some; a sweep removes them.
   */
  public static final String TEMPORARY = ".tmp";

  private static final long serialVersionUID = 1L;

  private final String path;

  private Folder(String path) {
    this.path = path;
  }

  /**
   * The folder with that path or URL; it need not exist. Every character of the path means itself.
   *
   * @throws IllegalArgumentException for a {@code file:} URL of no absolute path
   */
  public static Folder of(String place) {
    String path = Places.plain(place);
    return new Folder(
        path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path);
  }

  /** A folder inside this one. */
  public Folder folder(String relative) {
    return new Folder(path + "/" + relative);
  }

  /** The path or URL, without a slash at its end. */
  public String path() {
    return path;
  }

  /** Writes a UTF-8 file, whole or not at all, over any file of that name. */
  public void write(String relative, String text) throws IOException {
    write(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file, whole or not at all, over any file of that name.
   *
   * @throws RetainedException when that one may not be replaced
   */
  public void write(String relative, byte[] bytes) throws IOException {
    Stores.of(path).write(path, relative, bytes, WriteCondition.anything());
  }

  /**
   * Writes a UTF-8 file, whole or not at all, if the condition holds at that moment.
   *
   * @return whether it was written
   */
  public boolean writeIf(WriteCondition condition, String relative, String text)
      throws IOException {
    return writeIf(condition, relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file, whole or not at all, if the condition holds at that moment.
   *
   * @return whether it was written
   */
  public boolean writeIf(WriteCondition condition, String relative, byte[] bytes)
      throws IOException {
    return Stores.of(path).write(path, relative, bytes, condition);
  }

  /** Writes the file unless it already holds exactly these bytes; true when it wrote. */
  public boolean writeIfChanged(String relative, String text) throws IOException {
    if (text.equals(readIfPresent(relative))) {
      return false;
    }
    write(relative, text);
    return true;
  }

  /** The file with its version, or null when there is no such file. */
  public @Nullable StoredFile find(String relative) throws IOException {
    return Stores.of(path).read(path, relative);
  }

  /** The file's text as UTF-8, or null when there is no such file. */
  public @Nullable String readIfPresent(String relative) throws IOException {
    StoredFile file = find(relative);
    return file == null ? null : file.text();
  }

  /** The file's bytes; throws {@link FileNotFoundException} when there is no such file. */
  public byte[] read(String relative) throws IOException {
    StoredFile file = find(relative);
    if (file == null) {
      throw new FileNotFoundException("there is no " + path + "/" + relative);
    }
    return file.bytes();
  }

  /**
   * The files that match a glob, relative to this folder, in order of their names: {@code *} stays
   * within a folder, {@code **} does not. Empty when the folder does not exist.
   */
  public List<String> list(String glob) throws IOException {
    return new ArrayList<>(facts(glob).keySet());
  }

  /** What one listing tells of the files that match a glob, by name, in order of their names. */
  public SortedMap<String, FileFacts> facts(String glob) throws IOException {
    SortedMap<String, FileFacts> found = new TreeMap<>();
    for (FileFacts file : Stores.of(path).list(path, glob)) {
      found.put(file.name(), file);
    }
    return found;
  }

  /**
   * Removes files; those that are gone already are no error.
   *
   * @return those that a retention policy keeps
   */
  public List<String> delete(Collection<String> relatives) throws IOException {
    return relatives.isEmpty() ? List.of() : Stores.of(path).delete(path, relatives);
  }

  /**
   * Removes a folder that holds nothing, on a local disk: elsewhere there are no empty ones.
   *
   * @return whether there is no such folder any more
   */
  public boolean removeIfEmpty(String relative) throws IOException {
    if (path.contains("://")) {
      return true;
    }
    try {
      Files.deleteIfExists(Path.of(path, relative));
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Folder that && that.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
