package org.paperbeam.records;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/** Counts what became of a day's papers, and refuses a day that does not add up. */
final class DayCount {
  private DayCount() {}

  /**
   * The day's numbers. Throws {@link ConservationException} unless every record is of the day and
   * has an outcome, no paper stands twice, and {@code listed} is {@code duplicates +} the records.
   */
  public static DaySummary of(DayManifest day, Collection<PaperRecord> records) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    Set<String> ids = new HashSet<>();
    long authorMatches = 0;
    for (PaperRecord record : records) {
      counts.merge(outcome(day, record, ids), 1L, Long::sum);
      authorMatches += record.getAuthorMatch() ? 1 : 0;
    }
    if (day.getListed() != day.getDuplicates() + records.size()) {
      throw new ConservationException(
          String.format(
              "%s: %d papers listed, but %d duplicates and %d records",
              day.getDate(), day.getListed(), day.getDuplicates(), records.size()));
    }
    return DaySummary.builder()
        .setDate(day.getDate())
        .setKind(day.getKind())
        .setEntries(day.getEntries())
        .setListed(day.getListed())
        .setDuplicates(day.getDuplicates())
        .setAuthorMatches(authorMatches)
        .setHIndexFiltered(counts.getOrDefault(Outcome.H_INDEX_FILTERED, 0L))
        .setTitleFiltered(counts.getOrDefault(Outcome.TITLE_FILTERED, 0L))
        .setPrefiltered(counts.getOrDefault(Outcome.PREFILTERED, 0L))
        .setBelowCutoff(counts.getOrDefault(Outcome.BELOW_CUTOFF, 0L))
        .setSelected(counts.getOrDefault(Outcome.SELECTED, 0L))
        .setUnscored(counts.getOrDefault(Outcome.UNSCORED, 0L))
        .setComplete(!counts.containsKey(Outcome.UNSCORED))
        .setWarnings(day.getWarnings())
        .setAudit(day.getPrefilter())
        .build();
  }

  /**
   * Throws {@link ConservationException} unless the dead letters are exactly the papers whose
   * outcome is {@code unscored}, each once.
   */
  static void checkUnscored(
      DayManifest day, Collection<PaperRecord> records, Collection<UnscoredPaper> unscored) {
    Map<String, Outcome> outcomes = new HashMap<>();
    records.forEach(r -> outcomes.put(r.getPaper().getArxivId(), r.getOutcome()));
    Set<String> letters = new HashSet<>();
    for (UnscoredPaper paper : unscored) {
      String id = paper.getArxivId();
      if (!letters.add(id)) {
        throw new ConservationException(day.getDate() + ": " + id + " is unscored twice");
      }
      if (outcomes.get(id) != Outcome.UNSCORED) {
        throw new ConservationException(
            day.getDate() + ": " + id + " is in unscored/, but its record does not say so");
      }
    }
    outcomes.forEach(
        (id, outcome) -> {
          if (outcome == Outcome.UNSCORED && !letters.contains(id)) {
            throw new ConservationException(
                day.getDate() + ": " + id + " is unscored, and nothing says why");
          }
        });
  }

  private static Outcome outcome(DayManifest day, PaperRecord record, Set<String> ids) {
    String id = record.getPaper().getArxivId();
    if (!record.getPaper().getDate().equals(day.getDate())) {
      throw new ConservationException(
          day.getDate() + ": " + id + " is a paper of " + record.getPaper().getDate());
    }
    if (!ids.add(id)) {
      throw new ConservationException(day.getDate() + ": " + id + " has two records");
    }
    Outcome outcome = record.getOutcome();
    if (outcome == null) {
      throw new ConservationException(day.getDate() + ": " + id + " has no outcome");
    }
    return outcome;
  }
}
