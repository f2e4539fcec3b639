package org.paperbeam.records;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;

/**
 * {@code scores/day=D/records.jsonl}, {@code scores/day=D/_day.json} and {@code
 * unscored/day=D/unscored.jsonl} of an output folder, and, for reading, the folders {@code date=D}
 * of older versions. Safe for many threads that work on different dates.
 */
public final class RecordFiles {
  private static final JsonForm<PaperRecord> RECORD = JsonForm.of(PaperRecord.class);
  private static final JsonForm<DayManifest> DAY = JsonForm.of(DayManifest.class);
  private static final JsonForm<UnscoredPaper> LETTER = JsonForm.of(UnscoredPaper.class);

  private RecordFiles() {}

  /**
   * Writes a day over whatever stood there, and removes every other file of its folders. Files that
   * say the same already, run ids and times apart, are left alone. The manifest comes last: a day
   * without one was never written to its end. Returns the day with the time of its first writing.
   *
   * @param notices takes a sentence for each file that stood there and was not as it had been
   *     written
   * @throws org.paperbeam.storage.RetainedException when the day that stands there may not be
   *     replaced; then it stays whole
   */
  public static DayRecords write(Folder output, DayRecords asked, Consumer<String> notices)
      throws IOException {
    DayPaths paths = DayPaths.NOW;
    List<String> there = output.list(paths.scores(asked.date()) + "*");
    there.addAll(output.list(paths.unscored(asked.date()) + "*"));
    String manifestFile = paths.manifestFile(asked.date());
    String before = there.remove(manifestFile) ? output.readIfPresent(manifestFile) : null;
    DayRecords day = asked.firstPublished(firstPublished(before));
    String problem = before == null ? null : DayFile.problem(before, DAY);
    DaySums sums = before == null ? DaySums.UNKNOWN : DaySums.in(before);
    String records = lines(day.records(), RECORD);
    String letters = day.unscored().isEmpty() ? null : lines(day.unscored(), LETTER);
    DayFile recordsFile =
        DayFile.put(output, paths.recordsFile(day.date()), records, sums.records(), RECORD, there);
    DayFile lettersFile =
        DayFile.put(
            output, paths.unscoredFile(day.date()), letters, sums.unscored(), LETTER, there);
    DaySums now = DaySums.of(recordsFile, lettersFile);
    String manifest = now.sealed(DAY.pretty(day.manifest()));
    // A manifest of an older version tells no checksums, and holds all the same.
    boolean fits = sums.records() == null || sums.equals(now);
    if (problem != null || !fits || !RunMarks.sameWithout(before, manifest)) {
      output.write(manifestFile, manifest);
    }
    output.delete(there);
    Stream.of(new DayFile(manifestFile, manifest, problem), recordsFile, lettersFile)
        .filter(file -> file.problem() != null)
        .map(file -> Seal.writtenAnew(output + "/" + file.name(), file.problem()))
        .forEach(notices);
    return day;
  }

  /** The same, where nobody is told. */
  public static DayRecords write(Folder output, DayRecords asked) throws IOException {
    return write(output, asked, notice -> {});
  }

  /** When the day that stands there was written for the first time; null when none does. */
  private static @Nullable String firstPublished(@Nullable String manifest) {
    try {
      return manifest == null ? null : DAY.read(manifest).published();
    } catch (IllegalArgumentException spoilt) {
      // It is written anew, and nobody knows any more.
      return null;
    }
  }

  /**
   * Reads a day, or null when there is none. One that is moved meanwhile is found. Throws {@link
   * IOException} naming file and line for what cannot be read, and {@link ConservationException}
   * when the day does not add up.
   */
  public static @Nullable DayRecords read(Folder output, String date) throws IOException {
    DayRecords day = read(output, date, DayPaths.NOW);
    if (day != null) {
      return day;
    }
    try {
      day = read(output, date, DayPaths.BEFORE);
    } catch (IOException | ConservationException e) {
      day = read(output, date, DayPaths.NOW);
      if (day == null) {
        throw e;
      }
    }
    // Whoever moves a day removes the old one when the new one is whole.
    return day == null ? read(output, date, DayPaths.NOW) : day;
  }

  private static @Nullable DayRecords read(Folder output, String date, DayPaths paths)
      throws IOException {
    String path = paths.manifestFile(date);
    String text = output.readIfPresent(path);
    if (text == null) {
      return null;
    }
    DayManifest manifest;
    try {
      manifest = DAY.read(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(unreadable(output, path + ": ", e), e);
    }
    StoredFile records = output.find(paths.recordsFile(date));
    StoredFile letters = output.find(paths.unscoredFile(date));
    List<PaperRecord> decided = readLines(output, paths.recordsFile(date), records, RECORD);
    List<UnscoredPaper> dead = readLines(output, paths.unscoredFile(date), letters, LETTER);
    DaySums sums = DaySums.in(text);
    check(output, path, DayFile.problem(text, DAY));
    check(output, paths.recordsFile(date), problem(records, sums.records()));
    check(output, paths.unscoredFile(date), problem(letters, sums.unscored()));
    try {
      return DayRecords.of(manifest, decided, dead);
    } catch (ConservationException e) {
      // Only a run that was killed between two files leaves such a day.
      throw new ConservationException(output + ": " + e.getMessage() + "; run that date again");
    }
  }

  private static @Nullable String problem(@Nullable StoredFile file, @Nullable String sum) {
    if (file == null) {
      return sum == null ? null : "it is gone";
    }
    return DayFile.problem(file.text(), sum);
  }

  /** What can be read may have changed all the same; told before what no longer adds up. */
  private static void check(Folder output, String path, @Nullable String problem)
      throws IOException {
    if (problem != null) {
      throw new IOException(
          "%s/%s is not as it was written: %s; run that date again"
              .formatted(output, path, problem));
    }
  }

  /** The dates that have been written, oldest first. */
  public static List<String> dates(Folder output) throws IOException {
    // The old ones first: a day that is moved in between is found twice, and not missed.
    Set<String> dates = new TreeSet<>(DayPaths.BEFORE.dates(output));
    dates.addAll(DayPaths.NOW.dates(output));
    return List.copyOf(dates);
  }

  private static <T> String lines(List<T> values, JsonForm<T> form) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(form.line(value)).append('\n'));
    return text.toString();
  }

  private static <T> List<T> readLines(
      Folder output, String path, @Nullable StoredFile file, JsonForm<T> form) throws IOException {
    try {
      return file == null ? List.of() : form.lines(file.bytes());
    } catch (IllegalArgumentException e) {
      throw new IOException(unreadable(output, path + ", ", e), e);
    }
  }

  private static String unreadable(Folder output, String where, IllegalArgumentException why) {
    return String.format(
        "cannot read %s/%s%s; run that date again", output, where, why.getMessage());
  }
}
