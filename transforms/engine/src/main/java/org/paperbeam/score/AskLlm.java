package org.paperbeam.score;

import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.days.Publisher;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.UnscoredPaper;

/**
 * Asks the LLM what prompt batches ask, on one lane, with the limits, the budget and the ledger of
 * the whole job, and decides the papers by what it answers. When it publishes, each date is
 * published at once when its last paper is decided, while the lane goes on.
 */
final class AskLlm extends PTransform<PCollection<KV<String, PackedDay>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /**
   * Every paper that came in, decided; fewer only when there are {@link #FAILURES}. None when the
   * lane publishes: a runner holds what a bundle puts out until it ends.
   */
  public static final TupleTag<PaperRecord> RECORDS = new TupleTag<>("records") {};

  /** The dead letters; their records are among the {@link #RECORDS} too. */
  public static final TupleTag<UnscoredPaper> UNSCORED = new TupleTag<>("unscored") {};

  /** The numbers of every date that came in, when the lane publishes. */
  public static final TupleTag<DaySummary> SUMMARIES = new TupleTag<>("summaries") {};

  /** Every answered call of this run; the same one may come twice. */
  public static final TupleTag<PaidCall> CALLS = new TupleTag<>("calls") {};

  /** What the lane counted. */
  public static final TupleTag<LaneTally> TALLIES = new TupleTag<>("tallies") {};

  /** Why the run must end; empty in a healthy run. */
  public static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private final ScoreConfig config;
  private final @Nullable Publisher publisher;

  private AskLlm(ScoreConfig config, @Nullable Publisher publisher) {
    this.config = config;
    this.publisher = publisher;
  }

  /** Decides papers and publishes nothing. */
  public static AskLlm with(ScoreConfig config) {
    return new AskLlm(config, null);
  }

  /** Publishes each date as soon as it is decided; dates must have drafts. */
  public AskLlm publishing(Publisher publisher) {
    return new AskLlm(config, publisher);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, PackedDay>> days) {
    return days.apply("On one lane", GroupByKey.create())
        .apply(
            "Ask",
            ParDo.of(new AskFn(config, publisher))
                .withOutputTags(
                    RECORDS,
                    TupleTagList.of(UNSCORED)
                        .and(SUMMARIES)
                        .and(CALLS)
                        .and(TALLIES)
                        .and(FAILURES)));
  }
}
