package org.paperbeam.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.RetainedException;

/** Publishes the dates of one group, each on its own, or says why not. */
final class PublishDayFn extends DoFn<KV<String, Iterable<RawUnionValue>>, DaySummary> {
  private static final long serialVersionUID = 1L;

  static final PartTag<DayFacts> DAYS = new PartTag<>(0, "Facts");
  static final PartTag<DayEntries> ENTRIES = new PartTag<>(1, "Entries");
  static final PartTag<PaperRecord> RECORDS = new PartTag<>(2, "Records");
  static final PartTag<UnscoredPaper> UNSCORED = new PartTag<>(3, "Unscored");
  static final PartTag<PaidCall> CALLS = new PartTag<>(4, "Calls");
  static final PartTag<RunFailure> FAILURES = new PartTag<>(5, "Failures");

  static final TupleTag<DaySummary> SUMMARIES = new TupleTag<>("summaries") {};
  static final TupleTag<RunFailure> REFUSED = new TupleTag<>("refused") {};

  private final PublishConfig config;
  private final Counter published =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_PUBLISHED);
  private final Counter unscoredPapers =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_UNSCORED);

  PublishDayFn(PublishConfig config) {
    this.config = config;
  }

  /** All that concerns one date. */
  private record Day(
      DayFacts facts,
      long listed,
      long duplicates,
      List<PaperRecord> records,
      List<UnscoredPaper> unscored,
      List<PaidCall> calls) {
    boolean isWhole() {
      return listed > 0 && records.size() + duplicates == listed && unscored.isEmpty();
    }

    String date() {
      return facts.getDate();
    }
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> element, MultiOutputReceiver out)
      throws IOException {
    Gathered group = Gathered.of(element.getValue());
    List<RunFailure> failures = group.getAll(FAILURES);
    for (Day day : days(group)) {
      if (mustNotPublish(failures, day.isWhole())) {
        out.get(SUMMARIES).output(incomplete(day));
      } else {
        publish(day, out);
      }
    }
  }

  private static List<Day> days(Gathered group) {
    Map<String, List<PaperRecord>> records =
        byDate(group.getAll(RECORDS), record -> record.getPaper().getDate());
    Map<String, List<UnscoredPaper>> unscored =
        byDate(group.getAll(UNSCORED), UnscoredPaper::getDate);
    Map<String, List<PaidCall>> calls = byDate(group.getAll(CALLS), PaidCall::getDate);
    Map<String, List<DayEntries>> entries = byDate(group.getAll(ENTRIES), DayEntries::getDate);
    List<Day> days = new ArrayList<>();
    for (DayFacts facts : group.getAll(DAYS)) {
      String date = facts.getDate();
      long listed = 0;
      long distinct = 0;
      for (DayEntries some : entries.getOrDefault(date, List.of())) {
        listed += some.getListed();
        distinct += some.getDistinct();
      }
      List<PaperRecord> papers = records.remove(date);
      days.add(
          new Day(
              facts,
              listed,
              listed - distinct,
              papers == null ? List.of() : papers,
              unscored.getOrDefault(date, List.of()),
              calls.getOrDefault(date, List.of())));
    }
    // The ledger knows dates that this run was not asked for, papers must not.
    records.forEach(
        (date, papers) -> {
          throw new IllegalStateException(
              papers.size() + " papers of " + date + ", a date nobody asked for");
        });
    return days;
  }

  private static <T> Map<String, List<T>> byDate(List<T> all, Function<T, String> date) {
    return all.stream().collect(Collectors.groupingBy(date, TreeMap::new, Collectors.toList()));
  }

  private void publish(Day day, MultiOutputReceiver out) throws IOException {
    DayFacts facts = day.facts();
    Usages usages = new Usages();
    day.calls().forEach(usages::add);
    DayManifest manifest =
        DayManifest.builder()
            .setDate(day.date())
            .setKind(facts.getKind())
            .setEntries(Math.max(facts.getEntries(), day.listed()))
            .setListed(day.listed())
            .setDuplicates(day.duplicates())
            .setWarnings(facts.getWarnings())
            .setScorer(config.getScorer())
            .setModel(config.getModel())
            .setPrompt(config.getPrompt())
            .setTopics(config.getTopics())
            .setPromptSha256(config.getPromptSha256())
            .setUsage(usages.sum(day.date(), config.getPrice()))
            .setMinRelevance(config.getMinRelevance())
            .setMinNovelty(config.getMinNovelty())
            .setGenerated(config.getStarted())
            .setRunId(config.getRunId())
            .build();
    try {
      out.get(SUMMARIES)
          .output(DayFiles.write(config.getOutput(), manifest, day.records(), day.unscored()));
      published.inc();
      unscoredPapers.inc(day.unscored().size());
    } catch (RetainedException e) {
      // As data, so that the other days are published and no runner tries it again.
      out.get(SUMMARIES).output(incomplete(day));
      out.get(REFUSED)
          .output(
              RunFailure.of(
                  FailureStage.PUBLISH,
                  FailureKind.STORAGE,
                  "%s stays as it was: %s".formatted(day.date(), e.getMessage())));
    }
  }

  /** After a failure only a whole day is published; when the listing failed, none is whole. */
  private static boolean mustNotPublish(Iterable<RunFailure> failures, boolean whole) {
    for (RunFailure failure : failures) {
      if (!whole || failure.getStage() == FailureStage.LISTING) {
        return true;
      }
    }
    return false;
  }

  /**
   * The numbers of a date that a failed run leaves unpublished: what is not decided is unscored.
   */
  private static DaySummary incomplete(Day day) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0L);
    }
    long authorMatches = 0;
    for (PaperRecord record : day.records()) {
      if (record.getOutcome() != null) {
        counts.merge(record.getOutcome(), 1L, Long::sum);
        authorMatches += record.getAuthorMatch() ? 1 : 0;
      }
    }
    long decided = counts.values().stream().mapToLong(Long::longValue).sum();
    return DaySummary.builder()
        .setDate(day.date())
        .setKind(day.facts().getKind())
        .setEntries(Math.max(day.facts().getEntries(), day.listed()))
        .setListed(day.listed())
        .setDuplicates(day.duplicates())
        .setAuthorMatches(authorMatches)
        .setHIndexFiltered(counts.get(Outcome.H_INDEX_FILTERED))
        .setTitleFiltered(counts.get(Outcome.TITLE_FILTERED))
        .setPrefiltered(counts.get(Outcome.PREFILTERED))
        .setBelowCutoff(counts.get(Outcome.BELOW_CUTOFF))
        .setSelected(counts.get(Outcome.SELECTED))
        .setUnscored(counts.get(Outcome.UNSCORED) + day.listed() - day.duplicates() - decided)
        .setComplete(false)
        .setWarnings(day.facts().getWarnings())
        .build();
  }
}
