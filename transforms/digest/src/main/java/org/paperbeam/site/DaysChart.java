package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Money;

/** Papers selected and cost, a day, over a month or a year: two rows of bars over one time axis. */
record DaysChart(List<Bar> bars, List<Label> labels, Scale scale, String text) {
  static final int WIDTH = 720;
  static final int LEFT = 44;
  static final int PAPERS_TOP = 20;
  static final int PAPERS_HEIGHT = 110;
  static final int COST_TOP = 166;
  static final int COST_HEIGHT = 60;
  static final int HEIGHT = 252;

  /** A day. A cost that is unknown has no bar. */
  record Bar(DayView day, double x, double width, double papers, double cost, String text) {}

  /** A mark on the time axis. */
  record Label(String text, double x) {}

  /** What the highest bars stand for. */
  record Scale(int papers, @Nullable Double cost) {
    String costText() {
      return Money.format(cost);
    }
  }

  static DaysChart of(List<DayView> days) {
    int most = days.stream().mapToInt(DayView::selected).max().orElse(0);
    double dearest =
        days.stream().mapToDouble(d -> d.costUsd() == null ? 0 : d.costUsd()).max().orElse(0);
    double step = (double) (WIDTH - LEFT) / Math.max(days.size(), 12);
    boolean months = days.stream().map(DayView::month).distinct().count() > 1;
    List<Bar> bars = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    String month = "";
    for (int i = 0; i < days.size(); i++) {
      DayView day = days.get(i);
      double x = LEFT + i * step;
      bars.add(bar(day, x, step, most, dearest));
      if (!months) {
        labels.add(new Label(day.dayOfMonth(), x + step / 2));
      } else if (!day.month().equals(month)) {
        labels.add(new Label(Dates.shortMonth(day.month()), x + step / 2));
      }
      month = day.month();
    }
    return new DaysChart(
        bars, labels, new Scale(most, dearest > 0 ? (Double) dearest : null), text(days, most));
  }

  private static Bar bar(DayView day, double x, double step, int most, double dearest) {
    Double cost = day.costUsd();
    return new Bar(
        day,
        x + step * 0.1,
        step * 0.8,
        most == 0 ? 0 : (double) PAPERS_HEIGHT * day.selected() / most,
        cost == null || dearest == 0 ? 0 : COST_HEIGHT * cost / dearest,
        day.briefDate() + ": " + day.selected() + " papers, " + Money.format(cost));
  }

  private static String text(List<DayView> days, int most) {
    int least = days.stream().mapToInt(DayView::selected).min().orElse(0);
    return String.format(
        Locale.ROOT,
        "Papers selected a day: between %d and %d on %d days. Cost in all: %s.",
        least,
        most,
        days.size(),
        new PeriodView("", days).cost());
  }

  boolean hasCost() {
    return scale.cost() != null;
  }

  int height() {
    return hasCost() ? HEIGHT : COST_TOP - 8;
  }

  int labelY() {
    return hasCost() ? HEIGHT - 8 : PAPERS_TOP + PAPERS_HEIGHT + 18;
  }

  static String n(double number) {
    return ScoreChart.n(number);
  }
}
