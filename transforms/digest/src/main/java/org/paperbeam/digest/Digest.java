package org.paperbeam.digest;

import java.util.List;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.Repeats;

/**
 * A day as a reader gets it, whatever the form. Immutable.
 *
 * @param notices what has to be said first; empty for an ordinary whole day
 * @param papers the selected ones, best first; without those that an earlier digest shows when the
 *     reader wants it so
 * @param unscored why papers could not be scored, oldest first
 * @param below how often each pair of scores stands below the cut-offs; for pictures
 * @param notSelected all other papers, near misses first; empty in digests of before they had them
 */
public record Digest(
    DayManifest day,
    DaySummary summary,
    List<Notice> notices,
    List<PaperRecord> papers,
    List<Unscored> unscored,
    List<ScoreCount> below,
    List<NotSelected> notSelected) {
  /**
   * A paper that could not be scored.
   *
   * @param title arXiv's text, not cleaned
   * @param cause in words
   */
  public record Unscored(String arxivId, String title, String cause) {}

  /** The digest of a day's records. */
  public static Digest of(DayRecords day) {
    return new Digest(
        day.manifest(),
        day.summary(),
        Notices.of(day),
        day.records().stream()
            .filter(r -> r.getOutcome() == Outcome.SELECTED && !isLeftOut(day, r))
            .sorted(Ranking.BEST_FIRST)
            .toList(),
        day.unscored().stream()
            .map(paper -> new Unscored(paper.getArxivId(), paper.getTitle(), paper.getCause()))
            .toList(),
        ScoreCount.below(day.records()),
        NotSelected.of(day.manifest(), day.records()));
  }

  /** Whether a selected paper is not shown, because an earlier digest shows it. */
  static boolean isLeftOut(DayRecords day, PaperRecord record) {
    return day.manifest().getRepeats() == Repeats.DROP && record.getSeenBefore() != null;
  }

  /** The announcement date, ISO. */
  public String date() {
    return day.getDate();
  }

  /** Year and month, e.g. {@code 2025-03}. */
  public String month() {
    return date().substring(0, 7);
  }

  /** Distinct papers of the announce types and categories that were asked for. */
  public long scanned() {
    return summary.getListed() - summary.getDuplicates();
  }

  /** Whose name stands over the scores: the LLM's, or {@code offline}. */
  public String scoredBy() {
    String model = day.getModel();
    return model == null ? day.getScorer() : model;
  }
}
