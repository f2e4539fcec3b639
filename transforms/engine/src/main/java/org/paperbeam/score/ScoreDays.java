package org.paperbeam.score;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.paperbeam.days.DayInputs;
import org.paperbeam.days.PublishDays;
import org.paperbeam.days.PublishResult;

/**
 * Scores and publishes date by date. What the ledger decides is published at once and in parallel,
 * the other dates go to the lane with all that is known of them, which publishes each when it is
 * whole. Nobody is asked before every date has been listed, and nobody after a failure: the dates
 * are brought together first, and a failure is sent to them all.
 */
final class ScoreDays extends PTransform<DaysToScore, ScoredDays> {
  private static final long serialVersionUID = 1L;

  private final ScoreConfig config;
  private final PublishDays publish;

  ScoreDays(ScoreConfig config, PublishDays publish) {
    this.config = config;
    this.publish = publish;
  }

  @Override
  public ScoredDays expand(DaysToScore in) {
    Pipeline pipeline = in.getPipeline();
    PCollectionTuple looked = in.undecided().apply("Join ledger", JoinLedger.with(config));
    DayInputs known =
        new DayInputs(
            in.days(),
            in.entries(),
            PCollectionList.of(in.decided()).and(looked.get(JoinLedger.KNOWN)),
            PCollectionList.empty(pipeline),
            PCollectionList.of(looked.get(JoinLedger.OPEN)),
            PCollectionList.of(looked.get(JoinLedger.PAID)),
            in.failures());
    PublishResult published = Pipeline.applyTransform("Publish what is known", known, publish);
    PCollectionTuple asked =
        published
            .getOpenDays()
            .apply("Pack prompts", PackPrompts.ofDays(config.getPrompts()))
            .apply("Ask the LLM", AskLlm.with(config).publishing(publish.publisher()));
    return new ScoredDays(
        PCollectionList.of(published.getDays()).and(asked.get(AskLlm.SUMMARIES)),
        PCollectionList.of(looked.get(JoinLedger.PAID)).and(asked.get(AskLlm.CALLS)),
        PCollectionList.of(asked.get(AskLlm.TALLIES)),
        PCollectionList.of(looked.get(JoinLedger.KNOWN_COUNTS)),
        PCollectionList.of(looked.get(JoinLedger.WARNINGS)),
        PCollectionList.of(published.getFailures()).and(asked.get(AskLlm.FAILURES)));
  }
}
