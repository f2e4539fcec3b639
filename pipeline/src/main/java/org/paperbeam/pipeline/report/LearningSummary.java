package org.paperbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.FilterReport;
import org.paperbeam.marks.MissedStars;

/** What a person reads when a pre-filter was learnt: what it is worth, and why to believe it. */
public final class LearningSummary {
  private LearningSummary() {}

  /** The summary's lines. */
  public static List<String> lines(FilterModel filter) {
    FilterReport report = filter.report();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "learnt from %,d papers of %d days, %s to %s: %,d chosen by the LLM; %s",
            report.papers(),
            report.days().size(),
            report.days().get(0),
            report.days().get(report.days().size() - 1),
            report.chosen(),
            report.withCategories()
                ? "text and categories count"
                : "the text counts, categories do not help"));
    lines.add(
        String.format(
            Locale.ROOT,
            "tested on days left out in turn (%d parts of days; %d days thinned out by an earlier"
                + " filter are only learnt from)",
            report.folds(),
            report.daysOnlyLearnt().size()));
    lines.add("AUC " + text(report.auc(), "%.3f", 1));
    lines.add(
        String.format(
            Locale.ROOT,
            "keeps %d of %d chosen papers: at least %.1f %% with %s %% confidence",
            report.held().kept(),
            report.held().chosen(),
            Math.floor(report.recallLower() * 1000) / 10,
            percent(filter.promise().confidence())));
    lines.add("rules out " + text(report.dropped(), "%.1f %%", 100) + " of the rejected papers");
    lines.add("Brier score " + String.format(Locale.ROOT, "%.4f", report.brier()));
    lines.add("for:     " + words(report.wordsFor()));
    lines.add("against: " + words(report.wordsAgainst()));
    if (!report.proven()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "warning: %d chosen papers are too few to show a recall of %s %%: the filter keeps"
                  + " every one of them, and a run that uses it will say whether its audit makes up"
                  + " for it",
              report.held().chosen(),
              percent(filter.promise().keepRecall())));
    }
    return lines;
  }

  /** What the cut-offs would have missed of the reader's stars; nothing without a star. */
  public static List<String> lines(MissedStars stars) {
    List<String> lines = new ArrayList<>();
    if (stars.stars() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "of %,d starred papers the cut-offs would have missed %,d",
              stars.stars(),
              stars.missed().size()));
      for (MissedStars.Star star : stars.missed()) {
        lines.add("  missed: " + star.id() + " (" + star.why() + ") " + star.title());
      }
    }
    return lines;
  }

  private static String text(FilterReport.Interval interval, String form, double times) {
    return String.format(
        Locale.ROOT,
        form + " (95 %%: " + form + " to " + form + ")",
        interval.value() * times,
        interval.low() * times,
        interval.high() * times);
  }

  private static String words(List<FilterReport.Word> words) {
    return words.stream().map(FilterReport.Word::word).collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    double percent = Math.round(share * 1000) / 10.0;
    return percent == Math.rint(percent) ? "" + (long) percent : "" + percent;
  }
}
