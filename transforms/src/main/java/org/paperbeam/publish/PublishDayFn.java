package org.paperbeam.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.score.PaidCall;
import org.paperbeam.storage.RetainedException;

/** Publishes one date, or says why not. */
final class PublishDayFn extends DoFn<KV<String, CoGbkResult>, DaySummary> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<DayFacts> DAYS = new TupleTag<>("days") {};
  static final TupleTag<Long> LISTED = new TupleTag<>("listed") {};
  static final TupleTag<Long> DISTINCT = new TupleTag<>("distinct") {};
  static final TupleTag<PaperRecord> RECORDS = new TupleTag<>("records") {};
  static final TupleTag<UnscoredPaper> UNSCORED = new TupleTag<>("unscored") {};
  static final TupleTag<DaySummary> SUMMARIES = new TupleTag<>("summaries") {};
  static final TupleTag<RunFailure> REFUSED = new TupleTag<>("refused") {};
  static final TupleTag<PaidCall> CALLS = new TupleTag<>("calls") {};

  private final PublishConfig config;
  private final PCollectionView<Iterable<RunFailure>> failures;
  private final Counter published =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_PUBLISHED);
  private final Counter unscoredPapers =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_UNSCORED);

  PublishDayFn(PublishConfig config, PCollectionView<Iterable<RunFailure>> failures) {
    this.config = config;
    this.failures = failures;
  }

  @ProcessElement
  public void process(@Element KV<String, CoGbkResult> element, ProcessContext context)
      throws IOException {
    CoGbkResult day = element.getValue();
    DayFacts facts = day.getOnly(DAYS, null);
    List<PaperRecord> records = list(day.getAll(RECORDS));
    if (facts == null) {
      // The ledger knows dates that this run was not asked for. Papers of such a date would be
      // papers from nowhere.
      if (!records.isEmpty()) {
        throw new IllegalStateException(
            records.size() + " papers of " + element.getKey() + ", a date nobody asked for");
      }
      return;
    }
    long listed = day.getOnly(LISTED, 0L);
    long duplicates = listed - day.getOnly(DISTINCT, 0L);
    List<UnscoredPaper> unscored = list(day.getAll(UNSCORED));
    boolean whole = listed > 0 && records.size() + duplicates == listed && unscored.isEmpty();
    if (mustNotPublish(context.sideInput(failures), whole)) {
      context.output(incomplete(facts, listed, duplicates, records));
      return;
    }
    Usages usages = new Usages();
    for (PaidCall call : day.getAll(CALLS)) {
      if (config.getPromptsInForce().contains(call.getPromptSha256())) {
        usages.add(call);
      }
    }
    DayManifest manifest =
        DayManifest.builder()
            .setDate(facts.getDate())
            .setKind(facts.getKind())
            .setEntries(Math.max(facts.getEntries(), listed))
            .setListed(listed)
            .setDuplicates(duplicates)
            .setWarnings(facts.getWarnings())
            .setScorer(config.getScorer())
            .setModel(config.getModel())
            .setPrompt(config.getPrompt())
            .setTopics(config.getTopics())
            .setPromptSha256(config.getPromptSha256())
            .setUsage(usages.sum(facts.getDate(), config.getPrice()))
            .setMinRelevance(config.getMinRelevance())
            .setMinNovelty(config.getMinNovelty())
            .setGenerated(config.getStarted())
            .setRunId(config.getRunId())
            .build();
    try {
      context.output(DayFiles.write(config.getOutput(), manifest, records, unscored));
      published.inc();
      unscoredPapers.inc(unscored.size());
    } catch (RetainedException e) {
      // As data, so that the other days are published and no runner tries it again.
      context.output(incomplete(facts, listed, duplicates, records));
      context.output(
          REFUSED,
          RunFailure.of(
              RunFailure.PUBLISH,
              "%s stays as it was: %s".formatted(facts.getDate(), e.getMessage())));
    }
  }

  /** After a failure only a whole day is published; when the listing failed, none is whole. */
  private static boolean mustNotPublish(Iterable<RunFailure> failures, boolean whole) {
    for (RunFailure failure : failures) {
      if (!whole || failure.getStage().equals(RunFailure.LISTING)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The numbers of a date that a failed run leaves unpublished: what is not decided is unscored.
   */
  private static DaySummary incomplete(
      DayFacts facts, long listed, long duplicates, List<PaperRecord> records) {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0L);
    }
    long authorMatches = 0;
    for (PaperRecord record : records) {
      if (record.getOutcome() != null) {
        counts.merge(record.getOutcome(), 1L, Long::sum);
        authorMatches += record.getAuthorMatch() ? 1 : 0;
      }
    }
    long decided = counts.values().stream().mapToLong(Long::longValue).sum();
    return DaySummary.builder()
        .setDate(facts.getDate())
        .setKind(facts.getKind())
        .setEntries(Math.max(facts.getEntries(), listed))
        .setListed(listed)
        .setDuplicates(duplicates)
        .setAuthorMatches(authorMatches)
        .setHIndexFiltered(counts.get(Outcome.H_INDEX_FILTERED))
        .setTitleFiltered(counts.get(Outcome.TITLE_FILTERED))
        .setPrefiltered(counts.get(Outcome.PREFILTERED))
        .setBelowCutoff(counts.get(Outcome.BELOW_CUTOFF))
        .setSelected(counts.get(Outcome.SELECTED))
        .setUnscored(counts.get(Outcome.UNSCORED) + listed - duplicates - decided)
        .setComplete(false)
        .setWarnings(facts.getWarnings())
        .build();
  }

  private static <T> List<T> list(Iterable<T> values) {
    List<T> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }
}
