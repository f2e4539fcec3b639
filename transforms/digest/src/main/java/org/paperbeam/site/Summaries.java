package org.paperbeam.site;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.RetainedFiles;
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
  private final RetainedFiles files;

  /**
   * Those of an output folder.
   *
   * @param files told of those that are not as they were written
   */
  Summaries(Folder output, RetainedFiles files) {
    this.folder = output.folder("summaries");
    this.files = files;
  }

  /** What a file says, or null for one that is not of the form; may throw for the same. */
  @FunctionalInterface
  interface Form<T> {
    @Nullable T read(String content);
  }

  /**
   * What a file says; null when there is none, or none that can be used: then it is made again of
   * the digests. One that is not as it was written is told, one of an older version is not.
   */
  <T> @Nullable T read(String name, @Nullable StoredFile file, Form<T> form) {
    if (file == null) {
      return null;
    }
    Seal.Opened opened = Seal.openLines(file.text());
    String problem = Seal.OTHER_SUM;
    if (opened.state() != Seal.State.BROKEN && !opened.content().isEmpty()) {
      try {
        return form.read(opened.content());
      } catch (IllegalArgumentException anotherForm) {
        problem = anotherForm.getMessage();
      }
    }
    if (opened.state() != Seal.State.WHOLE) {
      files.mended(
          Seal.madeAnew(folder + "/" + name, opened.content().isEmpty() ? "it is empty" : problem));
    }
    return null;
  }

  @Nullable StoredFile find(String name) throws IOException {
    return folder.find(name);
  }

  /** Writes a file of lines, with a checksum behind. */
  Written write(@Nullable StoredFile before, String name, String text) throws IOException {
    try {
      return folder.writeIf(WriteCondition.unchangedSince(before), name, Seal.lines(text))
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
