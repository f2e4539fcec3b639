package org.paperbeam.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;

/**
 * {@code scores/date=D/records.jsonl}, {@code scores/date=D/day.json} and {@code
 * unscored/date=D/unscored.jsonl} of an output folder. Safe for many threads that work on different
 * dates.
 */
public final class RecordFiles {
  private static final String RECORDS = "records.jsonl";
  private static final String MANIFEST = "day.json";
  private static final String UNSCORED = "unscored.jsonl";

  private static final JsonForm<PaperRecord> RECORD = JsonForm.of(PaperRecord.class);
  private static final JsonForm<DayManifest> DAY = JsonForm.of(DayManifest.class);
  private static final JsonForm<UnscoredPaper> LETTER = JsonForm.of(UnscoredPaper.class);

  private RecordFiles() {}

  /**
   * Writes a day over whatever stood there, and removes every other file of its folders. Files that
   * say the same already, run ids and times apart, are left alone. The manifest comes last: a day
   * without one was never written to its end.
   *
   * @throws org.paperbeam.storage.RetainedException when the day that stands there may not be
   *     replaced; then it stays whole
   */
  public static void write(Folder output, DayRecords day) throws IOException {
    String scores = scores(day.date());
    String letters = unscored(day.date());
    Map<String, String> files = new LinkedHashMap<>();
    files.put(scores + RECORDS, lines(day.records(), RECORD));
    if (!day.unscored().isEmpty()) {
      files.put(letters + UNSCORED, lines(day.unscored(), LETTER));
    }
    files.put(scores + MANIFEST, DAY.pretty(day.manifest()));
    List<String> there = output.list(scores + "*");
    there.addAll(output.list(letters + "*"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      String before = there.remove(name) ? output.readIfPresent(name) : null;
      if (!RunMarks.sameWithout(before, file.getValue())) {
        output.write(name, file.getValue());
      }
    }
    output.delete(there);
  }

  /**
   * Reads a day, or null when there is none. Throws {@link IOException} naming file and line for
   * what cannot be read, and {@link ConservationException} when the day does not add up.
   */
  public static DayRecords read(Folder output, String date) throws IOException {
    String path = scores(date) + MANIFEST;
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
    List<PaperRecord> records = readLines(output, scores(date) + RECORDS, RECORD);
    List<UnscoredPaper> letters = readLines(output, unscored(date) + UNSCORED, LETTER);
    try {
      return DayRecords.of(manifest, records, letters);
    } catch (ConservationException e) {
      // Only a run that was killed between two files leaves such a day.
      throw new ConservationException(output + ": " + e.getMessage() + "; run that date again");
    }
  }

  /** The dates that have been written, oldest first. */
  public static List<String> dates(Folder output) throws IOException {
    List<String> dates = new ArrayList<>();
    for (String path : output.list("scores/date=*/" + MANIFEST)) {
      dates.add(path.substring("scores/date=".length(), path.lastIndexOf('/')));
    }
    return dates;
  }

  private static String scores(String date) {
    return "scores/date=" + date + "/";
  }

  private static String unscored(String date) {
    return "unscored/date=" + date + "/";
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
