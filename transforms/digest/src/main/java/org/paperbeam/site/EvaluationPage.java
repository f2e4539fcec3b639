package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Money;
import org.paperbeam.digest.PlainText;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.ArxivId;

/**
 * The page of an evaluation.
 *
 * @param id names its file and its page
 */
record EvaluationPage(String id, Evaluation found) {
  /** A page stays a page; the file has all. */
  private static final int MOST_LOST = 500;

  private static final int LONGEST_TITLE = 1000;

  private static final List<String> FIFTHS =
      List.of("First fifth", "Second fifth", "Middle", "Fourth fifth", "Last fifth");

  /** A number and what it is. */
  record Fact(String name, String value) {}

  /** A wanted paper that is in no digest. */
  record LostPaper(String abstractPage, List<TexText.Piece> title, String why) {}

  /** The days in words. */
  String days() {
    List<String> days = found.days();
    return days.isEmpty()
        ? "no day"
        : days.size() == 1
            ? Dates.numeric(days.get(0))
            : Dates.numeric(days.get(0)) + " to " + Dates.numeric(days.get(days.size() - 1));
  }

  String title() {
    return "Evaluation, " + days();
  }

  /** By what, and when, and of how much. */
  String lead() {
    Evaluation.Confusion counts = found.confusion();
    long papers =
        counts.keptWanted()
            + counts.keptUnwanted()
            + counts.lostWanted()
            + counts.droppedUnwanted();
    return String.format(
        Locale.ROOT,
        "%s papers of %d days, by %s, on %s.%s",
        Counts.of(papers),
        found.days().size(),
        PlainText.cut(PlainText.clean(found.comparedWith()), 200),
        made(),
        found.unlabelled() == 0
            ? ""
            : " " + Counts.of(found.unlabelled()) + " more have no label and count for nothing.");
  }

  private String made() {
    String date = found.made().substring(0, Math.min(found.made().length(), 10));
    return date.matches("\\d{4}-\\d{2}-\\d{2}") ? Dates.numeric(date) : date;
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Recall", share(found.recall())));
    facts.add(new Fact("Precision", share(found.precision())));
    facts.add(new Fact("AUC", SquareChart.three(found.scores().auc())));
    facts.add(new Fact("nDCG@10", SquareChart.three(found.scores().ndcg10())));
    facts.add(new Fact("WSS@95", SquareChart.three(found.scores().workSaved95())));
    facts.add(new Fact("Brier score", SquareChart.three(found.brier())));
    Evaluation.OtherRun other = found.agreement();
    if (other != null) {
      facts.add(
          new Fact(
              "Same decision as the other run",
              SquareChart.percent(other.sameDecision()) + " of " + Counts.of(other.papers())));
      facts.add(
          new Fact(
              "Weighted kappa of relevance, novelty",
              String.format(
                  Locale.ROOT, "%.2f, %.2f", other.relevance().kappa(), other.novelty().kappa())));
    }
    facts.add(new Fact("Cost", Money.format(found.costUsd())));
    Double otherCost = found.otherCostUsd();
    if (otherCost != null) {
      facts.add(new Fact("Cost of the other run", Money.format(otherCost)));
    }
    return facts;
  }

  private static String share(Evaluation.Share share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f %%)",
        100 * share.value(),
        100 * share.low(),
        100 * share.high());
  }

  /** Whether there are wanted and other papers: without both nothing can be drawn. */
  boolean hasCurves() {
    return !found.curves().roc().isEmpty();
  }

  List<SquareChart> squares() {
    return List.of(
        SquareChart.roc(found), SquareChart.precisionRecall(found), SquareChart.reliability(found));
  }

  DistributionChart distribution() {
    return DistributionChart.of(found);
  }

  /** The free ranking of the same papers; null when no day has topics. */
  Evaluation.@Nullable Ranked baseline() {
    return found.baseline();
  }

  /** A row of the table of scores by place in the prompt. */
  record PlaceRow(String place, int papers, String relevance, String novelty) {}

  /** Empty when nothing is known of places. */
  List<PlaceRow> places() {
    Evaluation.Places places = found.places();
    List<PlaceRow> rows = new ArrayList<>();
    if (places != null) {
      for (Evaluation.Place place : places.fifths()) {
        rows.add(
            new PlaceRow(
                FIFTHS.get(rows.size() % FIFTHS.size()),
                place.papers(),
                mean(place.relevance()),
                mean(place.novelty())));
      }
    }
    return rows;
  }

  private static String mean(@Nullable Double mean) {
    return mean == null ? "" : String.format(Locale.ROOT, "%.2f", mean);
  }

  /** What the table shows, in a sentence. */
  String placesInWords() {
    Evaluation.Places places = found.places();
    return places == null
        ? ""
        : String.format(
            Locale.ROOT,
            "Papers are shuffled into prompts, so that only the model can make a difference. In %s"
                + " prompts the last paper has %s points of relevance and %s of novelty more than"
                + " the first (bounds of 95 %%).",
            Counts.of(places.prompts()),
            trend(places.relevance()),
            trend(places.novelty()));
  }

  private static String trend(Evaluation.Trend trend) {
    return String.format(
        Locale.ROOT, "%+.2f (%+.2f to %+.2f)", trend.points(), trend.low(), trend.high());
  }

  List<LostPaper> lost() {
    return found.lost().stream()
        .limit(MOST_LOST)
        .map(
            paper ->
                new LostPaper(
                    ArxivId.abstractPage(paper.arxivId()),
                    TexText.pieces(PlainText.cut(PlainText.clean(paper.title()), LONGEST_TITLE)),
                    PlainText.clean(
                        paper.arxivId() + ", " + paper.date() + ", " + why(paper.outcome()))))
        .toList();
  }

  private static String why(String outcome) {
    return switch (outcome) {
      case "below_cutoff" -> "below the cut-offs";
      case "title_filtered" -> "dropped by its title";
      case "h_index_filtered" -> "below the h-index";
      case "prefiltered" -> "dropped by the pre-filter";
      default -> outcome.isEmpty() ? "not decided" : outcome;
    };
  }

  /** How many lost papers are in the file only. */
  int moreLost() {
    return Math.max(0, found.lost().size() - MOST_LOST);
  }

  boolean hasMath() {
    return lost().stream().anyMatch(p -> p.title().stream().anyMatch(TexText.Piece::math));
  }

  /** A line of the list of all evaluations. */
  Fact line() {
    return new Fact(
        days() + ", by " + PlainText.cut(PlainText.clean(found.comparedWith()), 200),
        "recall "
            + SquareChart.percent(found.recall().value())
            + ", precision "
            + SquareChart.percent(found.precision().value())
            + ", AUC "
            + SquareChart.three(found.scores().auc())
            + ", made on "
            + made());
  }
}
