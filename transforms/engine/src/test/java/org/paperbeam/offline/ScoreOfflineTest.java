package org.paperbeam.offline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

@ExtendWith(TestPipelineExtension.class)
class ScoreOfflineTest {
  private static final OfflineConfig CONFIG =
      new OfflineConfig("- Relevant: mixture of experts", 7, "2026-03-05T12:00:00Z", "run");

  @Test
  void eachDayIsScoredByItself(TestPipeline pipeline) {
    PaperRecord fits = record("2603.00001", "2026-03-03", "Mixture of experts");
    PaperRecord not = record("2603.00002", "2026-03-03", "Weather in spring");
    PaperRecord alone = record("2603.00003", "2026-03-04", "A mixture of paints");
    PCollection<PaperRecord> scored =
        pipeline.apply(Create.of(fits, not, alone)).apply(ScoreOffline.with(CONFIG));
    int paints =
        new OfflineScorer("mixture of experts").relevance(List.of(alone.getPaper())).get(0);
    PAssert.that(scored)
        .containsInAnyOrder(
            scored(fits, 10, Outcome.SELECTED),
            scored(not, 1, Outcome.BELOW_CUTOFF),
            scored(alone, paints, paints >= 7 ? Outcome.SELECTED : Outcome.BELOW_CUTOFF));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theCutOffDecides(TestPipeline pipeline) {
    PaperRecord poor = record("2603.00002", "2026-03-03", "Weather in spring");
    PCollection<PaperRecord> scored =
        pipeline
            .apply(Create.of(poor))
            .apply(
                ScoreOffline.with(new OfflineConfig("pruning", 1, "2026-03-05T12:00:00Z", "run")));
    PAssert.that(scored).containsInAnyOrder(scored(poor, 1, Outcome.SELECTED));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void badSettingsAreNamed() {
    for (int bad : new int[] {-1, 11}) {
      assertThat(
          assertThrows(
                  IllegalArgumentException.class, () -> new OfflineConfig("t", bad, "at", "run"))
              .getMessage(),
          is("minRelevance must be 0 to 10, not " + bad));
    }
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> new OfflineConfig(" \n", 7, "at", "run"))
            .getMessage(),
        is("topicsMarkdown must not be blank: nothing would be wanted"));
  }

  private static PaperRecord scored(PaperRecord record, int relevance, Outcome outcome) {
    return record.toBuilder()
        .setRelevance(relevance)
        .setModel("offline")
        .setScoredAt("2026-03-05T12:00:00Z")
        .setRunId("run")
        .setOutcome(outcome)
        .build();
  }

  private static PaperRecord record(String id, String date, String title) {
    return PaperRecord.listed(
        ListedPaper.builder()
            .setArxivId(id)
            .setVersion(1)
            .setDate(date)
            .setDateBasis(DateBasis.EXACT)
            .setAnnounceType(AnnounceType.NEW)
            .setTitle(title)
            .setAuthors(List.of("A. Name"))
            .setAbstractText(title + ".")
            .setCategories(List.of("cs.LG"))
            .build());
  }
}
