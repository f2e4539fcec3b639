package org.paperbeam.publish;

import java.util.ArrayList;
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
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.OpenDay;
import org.paperbeam.days.Publisher;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.UnscoredPaper;

/**
 * Publishes the dates of one group, each on its own, or says why not; those that have open
 * questions are handed on.
 */
final class PublishDayFn extends DoFn<KV<String, Iterable<RawUnionValue>>, DaySummary> {
  private static final long serialVersionUID = 1L;

  static final PartTag<DayFacts> DAYS = new PartTag<>(0, "Facts");
  static final PartTag<DayEntries> ENTRIES = new PartTag<>(1, "Entries");
  static final PartTag<PaperRecord> RECORDS = new PartTag<>(2, "Records");
  static final PartTag<UnscoredPaper> UNSCORED = new PartTag<>(3, "Unscored");
  static final PartTag<PaidCall> CALLS = new PartTag<>(4, "Calls");
  static final PartTag<RunFailure> FAILURES = new PartTag<>(5, "Failures");
  static final PartTag<PaperQuestion> QUESTIONS = new PartTag<>(6, "Questions");

  static final TupleTag<DaySummary> SUMMARIES = new TupleTag<>("summaries") {};
  static final TupleTag<RunFailure> REFUSED = new TupleTag<>("refused") {};
  static final TupleTag<OpenDay> OPEN = new TupleTag<>("open") {};

  private final DayPublisher publisher;
  private final Counter published =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_PUBLISHED);
  private final Counter unscoredPapers =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_UNSCORED);

  PublishDayFn(PublishConfig config) {
    this.publisher = new DayPublisher(config);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<RawUnionValue>> element, MultiOutputReceiver out) {
    Gathered group = Gathered.of(element.getValue());
    List<RunFailure> failures = group.getAll(FAILURES);
    Map<String, List<PaperQuestion>> questions =
        byDate(group.getAll(QUESTIONS), question -> question.paper().getDate());
    // What no date takes out of it is of a date that nobody asked for.
    Map<String, List<PaperRecord>> records =
        byDate(group.getAll(RECORDS), record -> record.getPaper().getDate());
    for (DayDraft day : drafts(group, records)) {
      List<PaperQuestion> open = questions.remove(day.date());
      if (DayPublisher.mustNotPublish(day, failures)) {
        out.get(SUMMARIES).output(day.incomplete());
      } else if (open != null) {
        out.get(OPEN).output(OpenDay.of(day, open));
      } else {
        publish(day, out);
      }
    }
    // A source that failed on the way lists papers and no date; its own words say why.
    if (failures.isEmpty()) {
      records.forEach((date, papers) -> out.get(REFUSED).output(stray(date, papers.size())));
      questions.forEach((date, papers) -> out.get(REFUSED).output(stray(date, papers.size())));
    }
  }

  private static RunFailure stray(String date, int papers) {
    return RunFailure.of(
        FailureStage.PUBLISH,
        FailureKind.CONTRADICTION,
        papers + " papers of " + date + ", a date nobody asked for");
  }

  private void publish(DayDraft day, MultiOutputReceiver out) {
    Publisher.Published result = publisher.publish(day);
    out.get(SUMMARIES).output(result.summary());
    if (result.failure() != null) {
      out.get(REFUSED).output(result.failure());
    } else {
      published.inc();
      unscoredPapers.inc(day.getUnscored().size());
    }
  }

  private static List<DayDraft> drafts(Gathered group, Map<String, List<PaperRecord>> records) {
    Map<String, List<UnscoredPaper>> unscored =
        byDate(group.getAll(UNSCORED), UnscoredPaper::getDate);
    Map<String, List<PaidCall>> calls = byDate(group.getAll(CALLS), PaidCall::getDate);
    Map<String, List<DayEntries>> entries = byDate(group.getAll(ENTRIES), DayEntries::getDate);
    List<DayDraft> days = new ArrayList<>();
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
          DayDraft.of(
              facts,
              listed,
              listed - distinct,
              papers == null ? List.of() : papers,
              unscored.getOrDefault(date, List.of()),
              calls.getOrDefault(date, List.of())));
    }
    return days;
  }

  private static <T> Map<String, List<T>> byDate(List<T> all, Function<T, String> date) {
    return all.stream().collect(Collectors.groupingBy(date, TreeMap::new, Collectors.toList()));
  }
}
