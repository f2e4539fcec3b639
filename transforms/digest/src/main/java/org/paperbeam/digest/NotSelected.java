package org.paperbeam.digest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;

/**
 * A listed paper that is not in the digest: what a reader needs to see why. Immutable.
 *
 * @param title arXiv's text, not cleaned
 * @param authors the first {@value #MOST_AUTHORS}
 * @param outcome any but {@link Outcome#SELECTED}
 * @param maxHIndex null when unknown
 * @param relevance 1 to 10, or null
 * @param novelty 1 to 10, or null
 * @param comment the model's, or null
 */
@JsonPropertyOrder({
  "arxiv_id",
  "title",
  "authors",
  "categories",
  "outcome",
  "max_h_index",
  "relevance",
  "novelty",
  "comment"
})
public record NotSelected(
    String arxivId,
    String title,
    List<String> authors,
    List<String> categories,
    Outcome outcome,
    @JsonProperty("max_h_index") @Nullable Integer maxHIndex,
    @Nullable Integer relevance,
    @Nullable Integer novelty,
    @Nullable String comment) {
  /** More names than anybody reads of a paper that was dropped; records have them all. */
  private static final int MOST_AUTHORS = 100;

  /** Nearest to what was selected first. */
  private static final List<Outcome> ORDER =
      List.of(
          Outcome.BELOW_CUTOFF,
          Outcome.UNSCORED,
          Outcome.TITLE_FILTERED,
          Outcome.H_INDEX_FILTERED,
          Outcome.PREFILTERED);

  /**
   * The day's papers that are not in its digest: those below the cut-offs first, by how little they
   * miss, then by their scores; the others by their outcome; at last by arXiv id, oldest first.
   */
  static List<NotSelected> of(DayManifest day, List<PaperRecord> records) {
    return records.stream()
        .filter(record -> ORDER.contains(record.getOutcome()))
        .map(NotSelected::of)
        .sorted(
            Comparator.comparingInt((NotSelected paper) -> ORDER.indexOf(paper.outcome()))
                .thenComparing(paper -> !paper.isNear(day))
                .thenComparingInt(paper -> paper.missing(day))
                .thenComparing(Comparator.comparingInt(NotSelected::scores).reversed())
                .thenComparing(NotSelected::arxivId, ArxivId.OLDEST_FIRST))
        .toList();
  }

  private static NotSelected of(PaperRecord record) {
    ListedPaper paper = record.getPaper();
    List<String> authors = paper.getAuthors();
    return new NotSelected(
        paper.getArxivId(),
        paper.getTitle(),
        List.copyOf(authors.subList(0, Math.min(MOST_AUTHORS, authors.size()))),
        paper.getCategories(),
        record.getOutcome(),
        record.getMaxHIndex(),
        record.getRelevance(),
        record.getNovelty(),
        record.getComment());
  }

  /** Whether it was scored and no score misses its cut-off by more than one point. */
  public boolean isNear(DayManifest day) {
    return outcome == Outcome.BELOW_CUTOFF
        && shortOf(relevance, day.getMinRelevance()) <= 1
        && shortOf(novelty, day.getMinNovelty()) <= 1;
  }

  /** By how many points the scores miss the day's cut-offs together; 0 when there are none. */
  int missing(DayManifest day) {
    return shortOf(relevance, day.getMinRelevance()) + shortOf(novelty, day.getMinNovelty());
  }

  private static int shortOf(@Nullable Integer score, int least) {
    return score == null ? 0 : Math.max(0, least - score);
  }

  private int scores() {
    return (relevance == null ? 0 : relevance * 11) + (novelty == null ? 0 : novelty * 10);
  }
}
