package org.paperbeam.repeats;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.Repeats;
import org.paperbeam.storage.Folder;

/**
 * Marks the selected papers of a day that the digest of an earlier day shows, with the first such
 * day. Of days before the run the digests count as they stand in the output folder. Days of the
 * same run do not stand there yet, or stand there from a run before: of them the listing counts
 * ({@code Deduplicator}), since a paper of the same text gets the same answer on both days. Safe
 * for many threads.
 */
public final class SeenBefore {
  private final Folder output;
  private final Repeats repeats;
  private final @Nullable String firstDay;
  private final ShownPapers shown;
  private final Map<String, Set<String>> digests = new HashMap<>();
  private final Set<String> notices = new TreeSet<>();

  /**
   * For the days of one run.
   *
   * @param repeats with {@link Repeats#SHOW} nothing is marked
   * @param firstDay the first date of the run, ISO; null when only the listing knows it
   */
  public SeenBefore(Folder output, Repeats repeats, @Nullable String firstDay) {
    this.output = output;
    this.repeats = repeats;
    this.firstDay = firstDay;
    this.shown = ShownPapers.in(output, notices::add);
  }

  /**
   * The records of a date, each selected one with the first earlier day that shows it, and no other
   * with any.
   */
  public List<PaperRecord> mark(List<PaperRecord> records) throws IOException {
    Map<String, String> seen = new HashMap<>();
    for (PaperRecord record : records) {
      if (repeats != Repeats.SHOW && record.getOutcome() == Outcome.SELECTED) {
        String date = firstShown(record);
        if (date != null) {
          seen.put(record.getPaper().getArxivId(), date);
        }
      }
    }
    return records.stream()
        .map(record -> with(record, seen.get(record.getPaper().getArxivId())))
        .toList();
  }

  /** What was found that is not as it was written, a sentence each; handed over once. */
  public synchronized List<String> takeNotices() {
    List<String> taken = List.copyOf(notices);
    notices.clear();
    return taken;
  }

  private static PaperRecord with(PaperRecord record, @Nullable String date) {
    return date == null && record.getSeenBefore() == null
        ? record
        : record.toBuilder().setSeenBefore(date).build();
  }

  private synchronized @Nullable String firstShown(PaperRecord record) throws IOException {
    String id = record.getPaper().getArxivId();
    String day = record.getPaper().getDate();
    String end = firstDay == null || firstDay.compareTo(day) > 0 ? day : firstDay;
    for (String date : shown.dates(id)) {
      if (date.compareTo(end) < 0 && digest(date).contains(id)) {
        return date;
      }
    }
    return record.getSeenBefore();
  }

  /** What a digest shows: it may have been removed, or made anew, since it was noted. */
  private Set<String> digest(String date) throws IOException {
    Set<String> ids = digests.get(date);
    if (ids == null) {
      Digest digest = DigestFiles.readIfPossible(output, date, notices::add);
      ids =
          digest == null
              ? new HashSet<>()
              : digest.papers().stream()
                  .map(paper -> paper.getPaper().getArxivId())
                  .collect(Collectors.toSet());
      digests.put(date, ids);
    }
    return ids;
  }
}
