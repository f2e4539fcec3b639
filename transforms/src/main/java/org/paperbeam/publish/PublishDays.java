package org.paperbeam.publish;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.records.Shards;

/**
 * Writes every date's records, dead letters and digests, once all that concerns the date is known,
 * and gives the date's numbers. One date is written by one worker.
 *
 * <p>Dates come in groups ({@link Shards}), not each on its own, so that a failure, which concerns
 * them all, can be sent to every group: a side input would cost another grouping.
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
    Set<String> promptsInForce = Set.copyOf(config.getPromptsInForce());
    PCollectionTuple written =
        KeyedParts.in(in.getPipeline())
            .and(PublishDayFn.DAYS, in.days(), new AskedFor())
            .and(PublishDayFn.ENTRIES, in.entries(), day -> Shards.of(day.getDate()))
            .and(PublishDayFn.RECORDS, in.records(), r -> Shards.of(r.getPaper().getDate()))
            .and(PublishDayFn.UNSCORED, in.unscored(), paper -> Shards.of(paper.getDate()))
            .andUnderKeys(
                PublishDayFn.CALLS,
                in.calls(),
                call ->
                    promptsInForce.contains(call.getPromptSha256())
                        ? List.of(Shards.of(call.getDate()))
                        : List.of())
            .andUnderKeys(PublishDayFn.FAILURES, in.failures(), failure -> Shards.all())
            .apply("All of some dates", GatherByKey.create())
            .apply(
                "Write days",
                ParDo.of(new PublishDayFn(config))
                    .withOutputTags(PublishDayFn.SUMMARIES, TupleTagList.of(PublishDayFn.REFUSED)));
    return new PublishResult(
        PublishDayFn.SUMMARIES,
        written.get(PublishDayFn.SUMMARIES),
        PublishDayFn.REFUSED,
        written.get(PublishDayFn.REFUSED));
  }

  /** Counts the dates before anything is grouped, for the progress. */
  private static final class AskedFor implements SerializableFunction<DayFacts, String> {
    private static final long serialVersionUID = 1L;

    private final Counter asked =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_ASKED);

    @Override
    public String apply(DayFacts day) {
      asked.inc();
      return Shards.of(day.getDate());
    }
  }
}
