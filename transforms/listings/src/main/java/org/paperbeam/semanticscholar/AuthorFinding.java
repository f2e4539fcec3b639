package org.paperbeam.semanticscholar;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/** What the authors of one paper mean for it. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class AuthorFinding {
  /** Whether a followed author wrote it, and that was asked for. */
  public abstract boolean getAuthorMatch();

  /** The highest h-index known of its authors; null when none is. */
  public abstract @Nullable Integer getMaxHIndex();

  /** Whether every author is known, and all stay below the h-index that was asked for. */
  public abstract boolean getBelowMinHIndex();

  /** Names of the followed authors who wrote it, in the paper's order. */
  public abstract List<String> getMatchedAuthors();

  /** Whether it is scored although a followed author selects it. */
  public abstract boolean getScoredMatch();

  @SchemaCreate
  public static AuthorFinding of(
      boolean authorMatch,
      @Nullable Integer maxHIndex,
      boolean belowMinHIndex,
      List<String> matchedAuthors,
      boolean scoredMatch) {
    return new AutoValue_AuthorFinding(
        authorMatch, maxHIndex, belowMinHIndex, matchedAuthors, scoredMatch);
  }

  /**
   * Judges one paper. One author of whom the service does not know the id or the h-index is enough
   * to let the paper pass: that author could be the one who reaches it.
   *
   * @param authors null when the paper is not known
   */
  static AuthorFinding judge(@Nullable List<Author> authors, AuthorsConfig config) {
    if (authors == null) {
      return of(false, null, false, List.of(), false);
    }
    List<String> matched =
        config.authorMatch()
            ? authors.stream()
                .map(Author::id)
                .filter(Objects::nonNull)
                .map(config.followed()::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList()
            : List.of();
    boolean match = !matched.isEmpty();
    Integer max =
        authors.stream()
            .map(Author::hIndex)
            .filter(Objects::nonNull)
            .max(Integer::compare)
            .orElse(null);
    boolean below =
        max != null && max < config.minHIndex() && authors.stream().allMatch(Author::isKnown);
    return of(match, max, below, matched, match && config.scoredMatches());
  }

  /** The record with what was found; its outcome stays open unless this decides it. */
  @SchemaIgnore
  PaperRecord applyTo(PaperRecord record, @Nullable String runId) {
    PaperRecord.Builder found =
        record.toBuilder()
            .setAuthorMatch(getAuthorMatch())
            .setMatchedAuthors(getMatchedAuthors())
            .setMaxHIndex(getMaxHIndex());
    if (getScoredMatch()) {
      // Whoever scores it selects it.
      return found.build();
    }
    if (getAuthorMatch()) {
      found.setOutcome(Outcome.SELECTED).setRunId(runId);
    } else if (getBelowMinHIndex()) {
      found.setOutcome(Outcome.H_INDEX_FILTERED).setRunId(runId);
    }
    return found.build();
  }
}
