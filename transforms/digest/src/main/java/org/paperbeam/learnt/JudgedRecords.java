package org.paperbeam.learnt;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.marks.MissedStars;
import org.paperbeam.marks.ReaderMarks;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;

/**
 * What the records of an output folder teach: the papers that an LLM or the reader has decided.
 * Immutable.
 *
 * @param papers oldest day first
 * @param thinnedOut dates of which a filter has ruled papers out, so that they cannot show what it
 *     loses
 */
public record JudgedRecords(List<Judged> papers, Set<String> thinnedOut) {
  /** Of more papers the newest days are taken: tastes change, and memory has an end. */
  static final int MOST_PAPERS = 20_000;

  /** Reads the days of a range; null for no limit on that side. */
  public static JudgedRecords read(Folder output, @Nullable LocalDate from, @Nullable LocalDate to)
      throws IOException {
    return read(output, from, to, new MissedStars(ReaderMarks.none()));
  }

  /**
   * The same with what a reader has said, which outweighs the LLM.
   *
   * @param stars is shown every day that is read
   */
  public static JudgedRecords read(
      Folder output, @Nullable LocalDate from, @Nullable LocalDate to, MissedStars stars)
      throws IOException {
    List<String> dates = new ArrayList<>(RecordFiles.dates(output));
    dates.removeIf(
        date ->
            (from != null && date.compareTo(from.toString()) < 0)
                || (to != null && date.compareTo(to.toString()) > 0));
    Collections.reverse(dates);
    List<List<Judged>> days = new ArrayList<>();
    Set<String> thinnedOut = new TreeSet<>();
    int papers = 0;
    for (String date : dates) {
      DayRecords day = RecordFiles.read(output, date);
      if (day == null || papers >= MOST_PAPERS) {
        continue;
      }
      stars.add(day);
      List<Judged> judged = judged(day, stars.marks());
      if (judged.isEmpty()) {
        continue;
      }
      if (day.records().stream().anyMatch(JudgedRecords::isRuledOut)) {
        thinnedOut.add(date);
      }
      days.add(judged);
      papers += judged.size();
    }
    Collections.reverse(days);
    return new JudgedRecords(days.stream().flatMap(List::stream).toList(), thinnedOut);
  }

  private static List<Judged> judged(DayRecords day, ReaderMarks marks) {
    List<Judged> judged = new ArrayList<>();
    for (PaperRecord record : day.records()) {
      Boolean wanted = marks.wants(record.getPaper().getArxivId());
      if (wanted != null) {
        judged.add(Judged.byReader(record.getPaper(), wanted));
      } else if (Judged.isByLlm(record)) {
        judged.add(Judged.byLlm(record));
      }
    }
    return judged;
  }

  private static boolean isRuledOut(PaperRecord record) {
    return record.getOutcome() == Outcome.PREFILTERED;
  }
}
