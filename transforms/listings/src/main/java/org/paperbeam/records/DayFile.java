package org.paperbeam.records;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;

/**
 * One of a day's files of lines after the day was written.
 *
 * @param name in the output folder
 * @param text what stands there now; null when the day has no such file
 * @param problem why what stood there was not as it had been written; null when it was, or when
 *     nothing did
 */
record DayFile(String name, @Nullable String text, @Nullable String problem) {
  /**
   * Writes the file, unless what stands there says the same and is as it was written.
   *
   * @param now null leaves what is there to whoever removes it
   * @param sum what the manifest there says of the file; null when it says nothing
   * @param there the names of what is there; loses this one when it stays
   */
  static <T> DayFile put(
      Folder output,
      String name,
      @Nullable String now,
      @Nullable String sum,
      JsonForm<T> form,
      List<String> there)
      throws IOException {
    StoredFile before = there.contains(name) ? output.find(name) : null;
    String problem = before == null ? null : problem(before, sum, form);
    if (now == null) {
      return new DayFile(name, null, problem);
    }
    there.remove(name);
    if (before != null && problem == null && RunMarks.sameWithout(before.text(), now)) {
      return new DayFile(name, before.text(), null);
    }
    output.write(name, now);
    return new DayFile(name, now, problem);
  }

  /** What is wrong with lines, whose checksum is this or not known; null when nothing is. */
  private static <T> @Nullable String problem(
      StoredFile file, @Nullable String sum, JsonForm<T> form) {
    String otherSum = problem(file.text(), sum);
    if (sum != null && otherSum == null) {
      return null;
    }
    try {
      List<T> unused = form.lines(file.bytes());
      return otherSum;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The same of lines that can be read. */
  static @Nullable String problem(String text, @Nullable String sum) {
    return sum == null || sum.equals(RunMarks.sum(text)) ? null : Seal.OTHER_SUM;
  }

  /** What is wrong with a manifest; null when nothing is. */
  static @Nullable String problem(String manifest, JsonForm<DayManifest> form) {
    try {
      DayManifest unused = form.read(manifest);
      return RunMarks.isBroken(manifest) ? Seal.OTHER_SUM : null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
