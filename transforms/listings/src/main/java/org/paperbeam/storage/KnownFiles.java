package org.paperbeam.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A folder as one listing found it, so that writing many files asks for none that is known not to
 * be there, to differ, or to be the same; or a folder that is not listed, where each file is asked
 * for. What is written over another content is told to the {@link RetainedFiles}. Safe for many
 * threads that write different files.
 */
public final class KnownFiles {
  private final Folder folder;
  private final RetainedFiles retained;
  private final List<String> names;
  private final @Nullable Map<String, FileFacts> files;

  private KnownFiles(
      Folder folder, @Nullable SortedMap<String, FileFacts> files, RetainedFiles retained) {
    this.folder = folder;
    this.retained = retained;
    this.names = files == null ? List.of() : List.copyOf(files.keySet());
    this.files = files == null ? null : new ConcurrentHashMap<>(files);
  }

  /** Lists all that is below a folder; what may not be replaced is remembered there. */
  public static KnownFiles of(Folder folder, RetainedFiles retained) throws IOException {
    return new KnownFiles(folder, folder.facts("**"), retained);
  }

  /** Lists nothing: for few files in a folder of many. What may not be replaced is remembered. */
  public static KnownFiles asked(Folder folder, RetainedFiles retained) {
    return new KnownFiles(folder, null, retained);
  }

  /** The names that the listing found, in order; none without a listing. */
  public List<String> names() {
    return names;
  }

  /** Writes a UTF-8 file unless it already holds exactly this text; true when it wrote. */
  public boolean writeIfChanged(String relative, String text) throws IOException {
    return writeIfChanged(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the file unless it already holds exactly these bytes; true when it wrote. */
  public boolean writeIfChanged(String relative, byte[] bytes) throws IOException {
    if (files == null) {
      StoredFile stored = folder.find(relative);
      return stored == null
          ? write(relative, bytes)
          : !Arrays.equals(stored.bytes(), bytes) && replace(relative, bytes);
    }
    FileFacts known = files.remove(relative);
    if (known != null && known.size() == bytes.length && same(relative, known, bytes)) {
      files.put(relative, known);
      return false;
    }
    return known == null ? write(relative, bytes) : replace(relative, bytes);
  }

  private boolean replace(String relative, byte[] bytes) throws IOException {
    boolean wrote = write(relative, bytes);
    if (wrote) {
      retained.replaced(folder.path() + "/" + relative);
    }
    return wrote;
  }

  private boolean write(String relative, byte[] bytes) throws IOException {
    return retained.tryWrite(
        folder.path() + "/" + relative,
        () -> {
          folder.write(relative, bytes);
          return true;
        });
  }

  private boolean same(String relative, FileFacts known, byte[] bytes) throws IOException {
    if (known.md5() != null) {
      return known.md5().equals(md5(bytes));
    }
    try {
      return Arrays.equals(folder.read(relative), bytes);
    } catch (FileNotFoundException gone) {
      return false;
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
