package org.paperbeam.score;

import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.paper.PaperRecord;

/**
 * Scores papers by an LLM: looks every paper up in the ledger, asks about the others on one lane,
 * and decides them by title, score and cut-offs. The records that come in must be undecided; an
 * arXiv id may come on several dates.
 */
public final class ScorePapers extends PTransform<PCollection<PaperRecord>, ScoreResult> {
  private static final long serialVersionUID = 1L;

  /** All calls of a job go through one lane: two on one worker would only take turns. */
  private static final String LANE = "lane-0";

  private final ScoreConfig config;

  private ScorePapers(ScoreConfig config) {
    this.config = config;
  }

  public static ScorePapers with(ScoreConfig config) {
    return new ScorePapers(config);
  }

  @Override
  public ScoreResult expand(PCollection<PaperRecord> records) {
    PCollectionTuple looked = records.apply("Ask the ledger", AskLedger.with(config));
    PCollection<PaperRecord> known = looked.get(AskLedger.KNOWN);
    PCollectionTuple asked =
        looked
            .get(AskLedger.OPEN)
            .apply(
                "By date",
                WithKeys.<String, PaperQuestion>of(q -> q.getRecord().getPaper().getDate())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Days", GroupByKey.create())
            .apply("On one lane", WithKeys.of(LANE))
            .apply("Lane", GroupByKey.create())
            .apply(
                "Ask the LLM",
                ParDo.of(new ScoreFn(config))
                    .withOutputTags(
                        ScoreFn.RECORDS,
                        TupleTagList.of(ScoreFn.UNSCORED)
                            .and(ScoreFn.CALLS)
                            .and(ScoreFn.TALLIES)
                            .and(ScoreFn.FAILURES)));
    PCollection<PaidCall> before =
        looked
            .get(AskLedger.ENTRIES)
            .apply(
                "Paid before",
                MapElements.into(TypeDescriptor.of(PaidCall.class)).via(PaidCall::of));
    return new ScoreResult(
        PCollectionList.of(known)
            .and(asked.get(ScoreFn.RECORDS))
            .apply("Scored", Flatten.pCollections()),
        asked.get(ScoreFn.UNSCORED),
        PCollectionList.of(before)
            .and(asked.get(ScoreFn.CALLS))
            .apply("All calls", Flatten.pCollections()),
        asked.get(ScoreFn.TALLIES),
        known.apply("Count known", Count.globally()),
        asked.get(ScoreFn.FAILURES));
  }
}
