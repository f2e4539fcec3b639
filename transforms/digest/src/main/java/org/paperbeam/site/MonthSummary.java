package org.paperbeam.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.FileFacts;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.storage.StoredFile;

/**
 * The digests of a month, kept in one file, {@code summaries/YYYY-MM.jsonl}: a line a day, with the
 * version of the digest's own file. One listing tells which lines still hold, and only the digests
 * of the others are read.
 *
 * @param digests oldest first
 * @param days the same in a few numbers
 */
record MonthSummary(List<Digest> digests, List<DayView> days) {
  private static final JsonForm<Line> FORM = JsonForm.of(Line.class);

  /**
   * A day.
   *
   * @param version of the file and of the program that read it
   * @param digest its JSON
   */
  record Line(String date, String version, String digest) {}

  /**
   * The digests of a month as they stand now; brings the file up to date.
   *
   * @param files told of what is not as it was written
   */
  static MonthSummary of(Folder output, String month, RetainedFiles files) throws IOException {
    Summaries summaries = new Summaries(output, files);
    String name = month + ".jsonl";
    while (true) {
      StoredFile stored = summaries.find(name);
      Map<String, Line> before = new TreeMap<>();
      List<Line> known = summaries.read(name, stored, MonthSummary::lines);
      if (known != null) {
        known.forEach(line -> before.put(line.date(), line));
      }
      List<Line> now = new ArrayList<>();
      SortedMap<String, FileFacts> listed = DigestFiles.listed(output, month);
      for (Map.Entry<String, FileFacts> file : listed.entrySet()) {
        FileFacts facts = file.getValue();
        String version = facts.version() + "-" + facts.size() + "-" + Program.mark();
        Line line = before.get(file.getKey());
        now.add(
            line != null && line.version().equals(version)
                ? line
                : new Line(
                    file.getKey(),
                    version,
                    DigestFiles.text(DigestRebuilder.read(output, files, file.getKey()))));
      }
      if (now.equals(List.copyOf(before.values()))) {
        return of(now);
      }
      if (now.isEmpty()) {
        summaries.delete(name);
        return of(now);
      }
      StringBuilder text = new StringBuilder();
      now.forEach(line -> text.append(FORM.line(line)).append('\n'));
      if (summaries.write(stored, name, text.toString()) != Summaries.Written.OTHERS) {
        return of(now);
      }
    }
  }

  private static MonthSummary of(List<Line> lines) {
    List<Digest> digests = new ArrayList<>();
    List<DayView> days = new ArrayList<>();
    for (Line line : lines) {
      Digest digest = DigestFiles.parse(line.digest());
      digests.add(digest);
      days.add(DayView.of(digest, line.digest()));
    }
    return new MonthSummary(List.copyOf(digests), List.copyOf(days));
  }

  private static List<Line> lines(String content) {
    return FORM.lines(content.getBytes(StandardCharsets.UTF_8));
  }

  Digest digest(String date) {
    return digests.stream().filter(digest -> digest.date().equals(date)).findFirst().orElseThrow();
  }
}
