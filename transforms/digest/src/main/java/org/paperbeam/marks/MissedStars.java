package org.paperbeam.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;

/**
 * Which of a reader's stars the scoring would have missed: by the cut-offs of their day, or by the
 * title alone. Of a paper that was listed on several days the best one counts. Not thread-safe.
 */
public final class MissedStars {
  private final ReaderMarks marks;
  private final Map<String, Star> stars = new TreeMap<>();

  /**
   * A starred paper with a record that somebody has judged.
   *
   * @param why in a few words; null when it is not missed
   */
  public record Star(String id, String title, @Nullable String why) {}

  public MissedStars(ReaderMarks marks) {
    this.marks = marks;
  }

  /** What the reader has said. */
  public ReaderMarks marks() {
    return marks;
  }

  /** Looks at a day. */
  public void add(DayRecords day) {
    for (PaperRecord record : day.records()) {
      String id = record.getPaper().getArxivId();
      if (!Boolean.TRUE.equals(marks.wants(id)) || !isJudged(record)) {
        continue;
      }
      Star star =
          new Star(
              id,
              record.getPaper().getTitle(),
              why(record, day.manifest().getMinRelevance(), day.manifest().getMinNovelty()));
      stars.merge(id, star, (one, other) -> one.why() == null ? one : other);
    }
  }

  private static boolean isJudged(PaperRecord record) {
    return record.getRelevance() != null || record.getOutcome() == Outcome.TITLE_FILTERED;
  }

  private static @Nullable String why(PaperRecord record, int minRelevance, int minNovelty) {
    Integer relevance = record.getRelevance();
    Integer novelty = record.getNovelty();
    if (relevance == null) {
      return "dropped for its title";
    }
    if (novelty == null) {
      return relevance < minRelevance ? "relevance " + relevance : null;
    }
    return relevance >= minRelevance && novelty >= minNovelty
        ? null
        : "relevance " + relevance + ", novelty " + novelty;
  }

  /** How many starred papers were looked at. */
  public int stars() {
    return stars.size();
  }

  /** Those that are missed, by id. */
  public List<Star> missed() {
    List<Star> missed = new ArrayList<>(stars.values());
    missed.removeIf(star -> star.why() == null);
    return missed;
  }
}
