package org.paperbeam.publish;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/**
 * Writes every date's records, dead letters and digests, once all that concerns the date is known,
 * and gives the date's numbers. One date is written by one worker.
 */
public final class PublishDays extends PTransform<DayInputs, PublishResult> {
  private static final long serialVersionUID = 1L;

  private final PublishConfig config;

  private PublishDays(PublishConfig config) {
    this.config = config;
  }

  public static PublishDays with(PublishConfig config) {
    return new PublishDays(config);
  }

  @Override
  public PublishResult expand(DayInputs in) {
    PCollectionView<Iterable<RunFailure>> failures =
        in.failures().apply("Failures", View.asIterable());
    PCollectionTuple written =
        KeyedPCollectionTuple.of(
                PublishDayFn.DAYS,
                in.days()
                    .apply("Count dates", ParDo.of(new CountDatesFn()))
                    .apply(
                        "Facts by date",
                        WithKeys.of(DayFacts::getDate).withKeyType(TypeDescriptors.strings())))
            .and(PublishDayFn.LISTED, in.listed())
            .and(PublishDayFn.DISTINCT, in.distinct())
            .and(
                PublishDayFn.RECORDS,
                in.records()
                    .apply(
                        "Records by date",
                        WithKeys.<String, PaperRecord>of(r -> r.getPaper().getDate())
                            .withKeyType(TypeDescriptors.strings())))
            .and(
                PublishDayFn.UNSCORED,
                in.unscored()
                    .apply(
                        "Unscored by date",
                        WithKeys.of(UnscoredPaper::getDate).withKeyType(TypeDescriptors.strings())))
            .and(
                PublishDayFn.CALLS,
                in.calls()
                    .apply(
                        "Calls by date",
                        WithKeys.of(PaidCall::getDate).withKeyType(TypeDescriptors.strings())))
            .apply("All of a date", CoGroupByKey.create())
            .apply(
                "Write day",
                ParDo.of(new PublishDayFn(config, failures))
                    .withSideInputs(failures)
                    .withOutputTags(PublishDayFn.SUMMARIES, TupleTagList.of(PublishDayFn.REFUSED)));
    return new PublishResult(
        PublishDayFn.SUMMARIES,
        written.get(PublishDayFn.SUMMARIES),
        PublishDayFn.REFUSED,
        written.get(PublishDayFn.REFUSED));
  }

  private static final class CountDatesFn extends DoFn<DayFacts, DayFacts> {
    private static final long serialVersionUID = 1L;

    private final Counter asked =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_ASKED);

    @ProcessElement
    public void process(@Element DayFacts facts, OutputReceiver<DayFacts> out) {
      asked.inc();
      out.output(facts);
    }
  }
}
