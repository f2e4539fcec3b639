package org.paperbeam.records;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
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
   * @throws org.paperbeam.storage.RetainedException when the day that stands there may not be
   *     replaced; then it stays whole
   */
  public static DayRecords write(Folder output, DayRecords asked) throws IOException {
    DayPaths paths = DayPaths.NOW;
    List<String> there = output.list(paths.scores(asked.date()) + "*");
    String manifestFile = paths.manifestFile(asked.date());
    String manifestBefore =
        there.contains(manifestFile) ? output.readIfPresent(manifestFile) : null;
    DayRecords day = asked.firstPublished(firstPublished(manifestBefore));
    Map<String, String> files = new LinkedHashMap<>();
    files.put(paths.recordsFile(day.date()), lines(day.records(), RECORD));
    if (!day.unscored().isEmpty()) {
      files.put(paths.unscoredFile(day.date()), lines(day.unscored(), LETTER));
    }
    files.put(manifestFile, DAY.pretty(day.manifest()));
    there.addAll(output.list(paths.unscored(day.date()) + "*"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      boolean stands = there.remove(name);
      String before =
          name.equals(manifestFile) ? manifestBefore : stands ? output.readIfPresent(name) : null;
      if (!RunMarks.sameWithout(before, file.getValue())) {
        output.write(name, file.getValue());
      }
    }
    output.delete(there);
    return day;
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
    List<PaperRecord> records = readLines(output, paths.recordsFile(date), RECORD);
    List<UnscoredPaper> letters = readLines(output, paths.unscoredFile(date), LETTER);
    try {
      return DayRecords.of(manifest, records, letters);
    } catch (ConservationException e) {
      // Only a run that was killed between two files leaves such a day.
      throw new ConservationException(output + ": " + e.getMessage() + "; run that date again");
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

  private static <T> List<T> readLines(Folder output, String path, JsonForm<T> form)
      throws IOException {
    StoredFile file = output.find(path);
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
