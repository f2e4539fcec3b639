package org.paperbeam.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.measure.Proportion;
import org.paperbeam.measure.Scored;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.DayUsage;
import org.paperbeam.records.UnscoredPaper;

class EvaluatorTest {
  private static final String DAY = "2025-03-25";

  private static final Instant NOW = Instant.parse("2025-03-26T05:00:00Z");

  private static PaperRecord record(String id, Outcome outcome, @Nullable Integer score) {
    return PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId(id)
                .setVersion(1)
                .setDate(DAY)
                .setDateBasis(DateBasis.EXACT)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle(score != null && score > 6 ? "Pruning " + id : "Weather " + id)
                .setAuthors(List.of())
                .setAbstractText("Text.")
                .setCategories(List.of("cs.LG"))
                .build())
        .toBuilder()
        .setOutcome(outcome)
        .setRelevance(score)
        .setNovelty(score)
        .build();
  }

  private static DayRecords day(double usd, PaperRecord... records) {
    List<UnscoredPaper> letters = new ArrayList<>();
    return DayRecords.of(
        DayManifest.builder()
            .setDate(DAY)
            .setKind(DayKind.ANNOUNCED)
            .setEntries(records.length)
            .setListed(records.length)
            .setDuplicates(0)
            .setScorer(DayManifest.LLM)
            .setModel("gpt-4o")
            .setTopics("- Relevant: pruning")
            .setUsage(
                DayUsage.builder()
                    .setDate(DAY)
                    .setRequests(1)
                    .setPromptTokens(10)
                    .setCachedTokens(0)
                    .setCompletionTokens(10)
                    .setPromptCostUsd(usd)
                    .setCompletionCostUsd(usd)
                    .build())
            .setMinRelevance(7)
            .setMinNovelty(6)
            .setGenerated("2025-03-25T04:01:00Z")
            .setRunId("run-1")
            .build(),
        List.of(records),
        letters);
  }

  private static final DayRecords DAY_OF_FIVE =
      day(
          0.5,
          record("2503.00001", Outcome.SELECTED, 9),
          record("2503.00002", Outcome.SELECTED, 8),
          record("2503.00003", Outcome.BELOW_CUTOFF, 5),
          record("2503.00004", Outcome.TITLE_FILTERED, null),
          record("2503.00005", Outcome.PREFILTERED, null));

  @Test
  void whatIsLostIsNamed() {
    Evaluator evaluator = new Evaluator();
    evaluator.add(
        DAY_OF_FIVE,
        new Labels(
            Map.of(
                "2503.00001", true,
                "2503.00002", false,
                "2503.00004", true,
                "2503.00005", false),
            false));
    Evaluation found = evaluator.result("the labels in stars.csv", NOW, null);
    assertThat(found.confusion(), is(new Evaluation.Confusion(1, 1, 1, 1, 0)));
    assertThat(found.unlabelled(), is(1));
    assertThat(
        found.lost(),
        is(
            List.of(
                new Evaluation.Lost("2503.00004", DAY, "Weather 2503.00004", "title_filtered"))));
    assertThat(found.recall().value(), is(0.5));
    assertThat(found.recall().low(), is(closeTo(new Proportion(1, 2).lower(0.975), 1e-12)));
    assertThat(found.scores().auc(), is(0.75));
    assertThat(found.costUsd(), is(1.0));
    assertThat(found.otherCostUsd(), is(nullValue()));
    assertThat(found.agreement(), is(nullValue()));
    assertThat(found.comparedWith(), is("the labels in stars.csv"));
    assertThat(found.made(), is("2025-03-26T05:00:00Z"));
    // 9 and 9 is wanted, 8 and 8 is not, a dropped title is wanted, what the filter rules out not.
    assertThat(found.curves().roc(), is(points(0, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1)));
    assertThat(found.curves().precisionRecall(), is(points(0.5, 1, 0.5, 0.5, 1, 2 / 3.0, 1, 0.5)));
    assertThat(
        found.curves().distribution(),
        is(
            List.of(
                new EvaluationCurves.ScoreGroup(null, 1, 1),
                new EvaluationCurves.ScoreGroup(16, 0, 1),
                new EvaluationCurves.ScoreGroup(18, 1, 0))));
    assertThat(found.curves().baselineRoc().size(), is(greaterThan(2)));
  }

  private static List<EvaluationCurves.Point> points(double... numbers) {
    List<EvaluationCurves.Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new EvaluationCurves.Point(numbers[i], numbers[i + 1]));
    }
    return points;
  }

  @Test
  void curvesOfManyPapersAreThinnedAndOfOneKindMissing() {
    List<Scored.Item> items = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      items.add(new Scored.Item(i, i % 3 == 0));
    }
    List<EvaluationCurves.Point> roc = EvaluationCurves.roc(Scored.of(items));
    assertThat(roc.size(), is(EvaluationCurves.MOST_POINTS));
    assertThat(roc.get(0), is(new EvaluationCurves.Point(0, 0)));
    assertThat(roc.get(roc.size() - 1), is(new EvaluationCurves.Point(1, 1)));
    Scored unwanted = Scored.of(List.of(new Scored.Item(1, false)));
    assertThat(EvaluationCurves.roc(unwanted), is(List.of()));
    assertThat(EvaluationCurves.precisionRecall(unwanted), is(List.of()));
  }

  @Test
  void inAListAllOthersAreNotWanted() {
    Evaluator evaluator = new Evaluator();
    evaluator.add(DAY_OF_FIVE, new Labels(Map.of("2503.00001", true), true));
    Evaluation found = evaluator.result("the labels in stars.csv", NOW, null);
    assertThat(found.confusion(), is(new Evaluation.Confusion(1, 1, 0, 3, 0)));
    assertThat(found.unlabelled(), is(0));
    assertThat(found.scores().auc(), is(1.0));
    assertThat(found.scores().recallAt().get(0), is(new Evaluation.RecallAt(5, 1.0)));
    // The words of the title alone put both of the pruning papers first.
    assertThat(found.baseline().auc(), is(0.875));
  }

  @Test
  void anotherRunIsComparedPaperByPaper() {
    DayRecords other =
        day(
            2,
            record("2503.00001", Outcome.SELECTED, 9),
            record("2503.00002", Outcome.BELOW_CUTOFF, 7),
            record("2503.00003", Outcome.BELOW_CUTOFF, 3),
            record("2503.00004", Outcome.SELECTED, 8),
            record("2503.00006", Outcome.SELECTED, 8));
    Evaluator evaluator = new Evaluator();
    evaluator.add(DAY_OF_FIVE, other);
    Evaluation found = evaluator.result("the labels in stars.csv", NOW, null);
    assertThat(found.confusion(), is(new Evaluation.Confusion(1, 1, 1, 1, 0)));
    assertThat(found.agreement().papers(), is(4));
    assertThat(found.agreement().sameDecision(), is(0.5));
    assertThat(found.agreement().relevance().items(), is(3));
    assertThat(found.agreement().relevance().withinOne(), is(closeTo(2 / 3.0, 1e-12)));
    assertThat(found.otherCostUsd(), is(4.0));
  }
}
