package org.paperbeam.storage;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whole files below a folder, e.g. {@code a/b.json} below {@code gs://bucket/out}. Safe for many
 * threads. Errors are an {@link IOException} with one line for the user, after what may be tried
 * again was.
 */
public interface Store {
  /** A file's bytes and version, or null when there is no such file. */
  @Nullable StoredFile read(String folder, String relative) throws IOException;

  /**
   * Writes a file over what stands there, if the condition holds. The file appears whole or not at
   * all, with the content type and cache header of {@link MediaType} where the scheme has them.
   *
   * @return whether it was written; false when the condition does not hold
   * @throws RetainedException when what stands there may not be replaced
   */
  boolean write(String folder, String relative, byte[] bytes, WriteCondition condition)
      throws IOException;

  /**
   * The files that match a glob, in any order: {@code *} stays within a folder, {@code **} does
   * not. Empty when there is no such folder.
   */
  List<FileFacts> list(String folder, String glob) throws IOException;

  /**
   * Removes files; those that are gone already are no error.
   *
   * @return those that a retention policy keeps
   */
  List<String> delete(String folder, Collection<String> relatives) throws IOException;
}
