package org.paperbeam.site;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * {@code summaries/} of an output folder: what the pages of a new day need of the days before, in a
 * few files. All of it can be made again of the digests; it may be removed at any time. Every file
 * is written whole, under the condition that nobody else has written it since it was read.
 */
final class Summaries {
  /** What became of a write. */
  enum Written {
    YES,
    /** Somebody else has written the file; it is to be read again. */
    OTHERS,
    /** A retention policy keeps what stands there; the work goes on without the file. */
    KEPT
  }

  private final Folder folder;

  Summaries(Folder output) {
    this.folder = output.folder("summaries");
  }

  @Nullable StoredFile find(String name) throws IOException {
    return folder.find(name);
  }

  Written write(@Nullable StoredFile before, String name, String text) throws IOException {
    try {
      return folder.writeIf(WriteCondition.unchangedSince(before), name, text)
          ? Written.YES
          : Written.OTHERS;
    } catch (RetainedException e) {
      // Nobody reads it but this package, which makes it again of the digests where it does not
      // fit.
      return Written.KEPT;
    }
  }

  /** Removes a file. */
  void delete(String name) throws IOException {
    folder.delete(List.of(name));
  }
}
