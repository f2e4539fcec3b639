package org.paperbeam.days;

import com.google.auto.value.AutoValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.UnscoredPaper;

/** All that is known of one date so far, from which it is published. Immutable. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DayDraft {
  public abstract DayFacts getFacts();

  /** Entries that the announce types and categories ask for, repeats included. */
  public abstract long getListed();

  /** Entries that repeat a paper of the date. */
  public abstract long getDuplicates();

  /** The papers that are decided, in any order. */
  public abstract List<PaperRecord> getRecords();

  /** The dead letters among them. */
  public abstract List<UnscoredPaper> getUnscored();

  /** What the LLM was paid for papers of the date, in this run and before; repeats do no harm. */
  public abstract List<PaidCall> getCalls();

  @SchemaCreate
  public static DayDraft of(
      DayFacts facts,
      long listed,
      long duplicates,
      List<PaperRecord> records,
      List<UnscoredPaper> unscored,
      List<PaidCall> calls) {
    return new AutoValue_DayDraft(facts, listed, duplicates, records, unscored, calls);
  }

  /** The date, ISO. */
  @SchemaIgnore
  public String date() {
    return getFacts().getDate();
  }

  /** Whether every paper is decided, and none is a dead letter. */
  @SchemaIgnore
  public boolean isWhole() {
    return getListed() > 0
        && getRecords().size() + getDuplicates() == getListed()
        && getUnscored().isEmpty();
  }

  /** The same date when more is known. */
  @SchemaIgnore
  public DayDraft with(
      List<PaperRecord> records, List<UnscoredPaper> unscored, List<PaidCall> calls) {
    return of(
        getFacts(),
        getListed(),
        getDuplicates(),
        both(getRecords(), records),
        both(getUnscored(), unscored),
        both(getCalls(), calls));
  }

  /**
   * The numbers of a date that a failed run leaves unpublished: what is not decided is unscored.
   */
  @SchemaIgnore
  public DaySummary incomplete() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0L);
    }
    long authorMatches = 0;
    for (PaperRecord record : getRecords()) {
      if (record.getOutcome() != null) {
        counts.merge(record.getOutcome(), 1L, Long::sum);
        authorMatches += record.getAuthorMatch() ? 1 : 0;
      }
    }
    long decided = counts.values().stream().mapToLong(Long::longValue).sum();
    long missing = getListed() - getDuplicates() - decided;
    return DaySummary.builder()
        .setDate(date())
        .setKind(getFacts().getKind())
        .setEntries(Math.max(getFacts().getEntries(), getListed()))
        .setListed(getListed())
        .setDuplicates(getDuplicates())
        .setAuthorMatches(authorMatches)
        .setHIndexFiltered(counts.get(Outcome.H_INDEX_FILTERED))
        .setTitleFiltered(counts.get(Outcome.TITLE_FILTERED))
        .setPrefiltered(counts.get(Outcome.PREFILTERED))
        .setBelowCutoff(counts.get(Outcome.BELOW_CUTOFF))
        .setSelected(counts.get(Outcome.SELECTED))
        .setUnscored(counts.get(Outcome.UNSCORED) + missing)
        .setComplete(false)
        .setWarnings(getFacts().getWarnings())
        .build();
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
