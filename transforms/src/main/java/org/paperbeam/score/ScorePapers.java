package org.paperbeam.score;

import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.paperbeam.paper.PaperRecord;

/**
 * Scores papers by an LLM: looks every paper up in the ledger, packs the others into prompts, asks
 * on one lane, and decides them by title, score and cut-offs. The records that come in must be
 * undecided; an arXiv id may come on several dates.
 */
public final class ScorePapers extends PTransform<PCollection<PaperRecord>, ScoreResult> {
  private static final long serialVersionUID = 1L;

  private final ScoreConfig config;

  private ScorePapers(ScoreConfig config) {
    this.config = config;
  }

  public static ScorePapers with(ScoreConfig config) {
    return new ScorePapers(config);
  }

  @Override
  public ScoreResult expand(PCollection<PaperRecord> records) {
    PCollectionTuple looked = records.apply("Join ledger", JoinLedger.with(config));
    PCollectionTuple asked =
        looked
            .get(JoinLedger.OPEN)
            .apply("Pack prompts", PackPrompts.with(config.getPrompts()))
            .apply("Ask the LLM", AskLlm.with(config));
    return new ScoreResult(
        PCollectionList.of(looked.get(JoinLedger.KNOWN))
            .and(asked.get(AskLlm.RECORDS))
            .apply("Scored", Flatten.pCollections()),
        asked.get(AskLlm.UNSCORED),
        PCollectionList.of(looked.get(JoinLedger.PAID))
            .and(asked.get(AskLlm.CALLS))
            .apply("All calls", Flatten.pCollections()),
        asked.get(AskLlm.TALLIES),
        looked.get(JoinLedger.KNOWN_COUNTS),
        asked.get(AskLlm.FAILURES));
  }
}
