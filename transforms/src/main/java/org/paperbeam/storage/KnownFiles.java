package org.paperbeam.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/**
 * A folder as one listing found it, so that writing many files asks for none that is known not to
 * be there, to differ, or to be the same. For one writer at a time; not thread-safe.
 */
public final class KnownFiles {
  private final Folder folder;
  private final List<String> names;
  private final SortedMap<String, FileFacts> files;

  private KnownFiles(Folder folder, SortedMap<String, FileFacts> files) {
    this.folder = folder;
    this.names = List.copyOf(files.keySet());
    this.files = files;
  }

  /** Lists all that is below a folder. */
  public static KnownFiles of(Folder folder) throws IOException {
    return new KnownFiles(folder, folder.facts("**"));
  }

  /** The names that the listing found, in order. */
  public List<String> names() {
    return names;
  }

  /** Writes the file unless it already holds exactly these bytes; true when it wrote. */
  public boolean writeIfChanged(String relative, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileFacts known = files.remove(relative);
    if (known != null && known.size() == bytes.length) {
      if (known.md5() == null) {
        return folder.writeIfChanged(relative, text);
      }
      if (known.md5().equals(md5(bytes))) {
        files.put(relative, known);
        return false;
      }
    }
    folder.write(relative, bytes);
    return true;
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
