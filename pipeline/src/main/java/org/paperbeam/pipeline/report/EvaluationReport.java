package org.paperbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.measure.Agreement;

/** An evaluation as lines for a person. */
public final class EvaluationReport {
  private static final int MOST_LOST = 20;

  private EvaluationReport() {}

  /** For a person. */
  public static List<String> lines(Evaluation found) {
    Evaluation.Confusion counts = found.confusion();
    List<String> lines =
        new ArrayList<>(
            Table.lines(
                List.of("", "wanted", "not wanted"),
                List.of(
                    List.of("kept", "" + counts.keptWanted(), "" + counts.keptUnwanted()),
                    List.of("not kept", "" + counts.lostWanted(), "" + counts.droppedUnwanted()))));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d days; %d papers without a label count for nothing; %d kept ones have no score",
            found.days().size(),
            found.unlabelled(),
            counts.unscored()));
    lines.add("recall     " + share(found.recall()));
    lines.add("precision  " + share(found.precision()));
    lines.add("scores     " + ranked(found.scores()));
    if (found.baseline() != null) {
      lines.add("words only " + ranked(found.baseline()) + " (no model: the topics' words)");
    }
    lines.add(String.format(Locale.ROOT, "Brier score %.4f", found.brier()));
    if (found.agreement() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "the other run: the same decision for %.1f %% of %d papers; relevance %s; novelty %s",
              100 * found.agreement().sameDecision(),
              found.agreement().papers(),
              agreement(found.agreement().relevance()),
              agreement(found.agreement().novelty())));
    }
    if (found.places() != null) {
      lines.addAll(places(found.places()));
    }
    lines.add(money(found.costUsd(), found.otherCostUsd()));
    found.lost().stream()
        .limit(MOST_LOST)
        .forEach(
            paper ->
                lines.add(
                    "lost: "
                        + paper.arxivId()
                        + " ("
                        + paper.date()
                        + ", "
                        + paper.outcome()
                        + ") "
                        + paper.title().replaceAll("\\p{Cntrl}+", " ")));
    if (found.lost().size() > MOST_LOST) {
      lines.add("and " + (found.lost().size() - MOST_LOST) + " more, all in the file");
    }
    return lines;
  }

  private static String share(Evaluation.Share share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (95 %%: %.1f to %.1f %%)",
        100 * share.value(),
        100 * share.low(),
        100 * share.high());
  }

  private static String ranked(Evaluation.Ranked ranked) {
    StringBuilder at = new StringBuilder();
    for (Evaluation.RecallAt recall : ranked.recallAt()) {
      at.append(String.format(Locale.ROOT, ", recall at %d %.2f", recall.k(), recall.recall()));
    }
    return String.format(
        Locale.ROOT,
        "AUC %.3f, nDCG@10 %.3f, WSS@95 %.3f%s",
        ranked.auc(),
        ranked.ndcg10(),
        ranked.workSaved95(),
        at);
  }

  private static String agreement(Agreement agreement) {
    return String.format(
        Locale.ROOT,
        "equal in %.1f %%, within one in %.1f %%, weighted kappa %.2f (%d papers)",
        100 * agreement.exact(),
        100 * agreement.withinOne(),
        agreement.kappa(),
        agreement.items());
  }

  private static List<String> places(Evaluation.Places places) {
    List<String> lines = new ArrayList<>();
    lines.add("by place in " + places.prompts() + " prompts, from the first fifth to the last:");
    for (boolean ofRelevance : List.of(true, false)) {
      StringBuilder means = new StringBuilder();
      for (Evaluation.Place place : places.fifths()) {
        Double mean = ofRelevance ? place.relevance() : place.novelty();
        means.append(mean == null ? "  -  " : String.format(Locale.ROOT, " %.2f", mean));
      }
      Evaluation.Trend trend = ofRelevance ? places.relevance() : places.novelty();
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-9s%s; last place against first %+.2f (95 %%: %+.2f to %+.2f)",
              ofRelevance ? "relevance" : "novelty",
              means,
              trend.points(),
              trend.low(),
              trend.high()));
    }
    return lines;
  }

  private static String money(@Nullable Double cost, @Nullable Double other) {
    if (cost == null) {
      return "cost unknown";
    }
    return String.format(Locale.ROOT, "cost $%.4f", cost)
        + (other == null
            ? ""
            : String.format(
                Locale.ROOT, "; the other run's $%.4f, so $%.4f are saved", other, other - cost));
  }
}
