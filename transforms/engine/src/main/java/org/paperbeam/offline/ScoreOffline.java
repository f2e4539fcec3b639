package org.paperbeam.offline;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.paperbeam.join.GroupUnderKeys;
import org.paperbeam.paper.PaperRecord;

/**
 * Scores undecided papers with no model and no network, a day at a time: every record comes out
 * once, {@code SELECTED} or {@code BELOW_CUTOFF} by its relevance alone. Novelty and comment stay
 * null, and an unknown novelty is no reason to leave a paper out. Days are scored side by side; one
 * worker holds the papers of one day, and how common each term is in them.
 */
public final class ScoreOffline
    extends PTransform<PCollection<PaperRecord>, PCollection<PaperRecord>> {
  private static final long serialVersionUID = 1L;

  private final OfflineConfig config;

  private ScoreOffline(OfflineConfig config) {
    this.config = config;
  }

  public static ScoreOffline with(OfflineConfig config) {
    return new ScoreOffline(config);
  }

  @Override
  public PCollection<PaperRecord> expand(PCollection<PaperRecord> undecided) {
    return undecided
        .apply("Days", GroupUnderKeys.by(record -> record.getPaper().getDate()))
        .apply("ScoreDay", ParDo.of(new ScoreDayFn(config)))
        .setCoder(undecided.getCoder());
  }
}
