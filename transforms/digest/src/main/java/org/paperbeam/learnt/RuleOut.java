package org.paperbeam.learnt;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/**
 * Rules out papers that a learnt filter is sure nobody wants: every record comes out once, {@code
 * PREFILTERED} or as it came. Each paper by itself, so on any number of workers, without a grouping
 * and without memory of the others.
 */
public final class RuleOut extends PTransform<PCollection<PaperRecord>, PCollectionTuple> {
  /** Papers that are left to be scored. */
  public static final TupleTag<PaperRecord> LEFT = new TupleTag<>("left") {};

  /** Papers that are not to be scored. */
  public static final TupleTag<PaperRecord> RULED_OUT = new TupleTag<>("ruled_out") {};

  private static final long serialVersionUID = 1L;

  private final Prefilter filter;
  private final String runId;

  private RuleOut(Prefilter filter, String runId) {
    this.filter = filter;
    this.runId = runId;
  }

  /**
   * By this filter.
   *
   * @param runId stands in the records of what is ruled out
   */
  public static RuleOut by(Prefilter filter, String runId) {
    return new RuleOut(filter, runId);
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperRecord> undecided) {
    return undecided.apply(
        "Judge",
        ParDo.of(new JudgeFn(filter, runId)).withOutputTags(LEFT, TupleTagList.of(RULED_OUT)));
  }

  static final class JudgeFn extends DoFn<PaperRecord, PaperRecord> {
    private static final long serialVersionUID = 1L;

    private final Prefilter filter;
    private final String runId;
    private final Counter ruledOut =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_PREFILTERED);
    private transient Prefilter.Judge judge;

    JudgeFn(Prefilter filter, String runId) {
      this.filter = filter;
      this.runId = runId;
    }

    @Setup
    public void setup() {
      judge = filter.judge();
    }

    @ProcessElement
    public void process(@Element PaperRecord record, MultiOutputReceiver out) {
      if (judge.rulesOut(record)) {
        ruledOut.inc();
        out.get(RULED_OUT)
            .output(record.toBuilder().setOutcome(Outcome.PREFILTERED).setRunId(runId).build());
      } else {
        out.get(LEFT).output(record);
      }
    }
  }
}
