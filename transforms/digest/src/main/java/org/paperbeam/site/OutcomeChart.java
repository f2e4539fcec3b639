package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.paperbeam.digest.Digest;
import org.paperbeam.records.DaySummary;

/** Where a day's papers dropped out: from those listed, stage by stage, to those selected. */
record OutcomeChart(List<Row> rows) {
  /** The bar's place. */
  static final int LEFT = 152;

  static final int WIDTH = 200;
  static final int STEP = 26;

  /**
   * A stage.
   *
   * @param from where the bar begins, in SVG user units
   * @param kind {@code all}, {@code lost}, {@code unscored} or {@code kept}
   */
  record Row(String name, long papers, double from, double width, String kind) {
    String number() {
      return (kind.equals("lost") ? "−" : "") + Counts.of(papers);
    }
  }

  static OutcomeChart of(Digest digest) {
    DaySummary day = digest.summary();
    long all = digest.scanned();
    List<Row> rows = new ArrayList<>();
    double scale = all == 0 ? 0 : (double) WIDTH / all;
    rows.add(new Row("Papers scanned", all, LEFT, all * scale, "all"));
    long left = all;
    left = lose(rows, "Below the h-index", day.getHIndexFiltered(), left, scale, "lost");
    left = lose(rows, "Dropped by pre-filter", day.getPrefiltered(), left, scale, "lost");
    left = lose(rows, "Dropped by title", day.getTitleFiltered(), left, scale, "lost");
    left = lose(rows, "Below the cut-offs", day.getBelowCutoff(), left, scale, "lost");
    lose(rows, "Not scored", day.getUnscored(), left, scale, "unscored");
    rows.add(new Row("Selected", day.getSelected(), LEFT, day.getSelected() * scale, "kept"));
    return new OutcomeChart(List.copyOf(rows));
  }

  private static long lose(
      List<Row> rows, String name, long papers, long left, double scale, String kind) {
    if (papers > 0) {
      rows.add(new Row(name, papers, LEFT + (left - papers) * scale, papers * scale, kind));
    }
    return left - papers;
  }

  int height() {
    return rows.size() * STEP + 4;
  }

  /** The picture in words. */
  String text() {
    return rows.stream()
            .map(row -> row.name() + ": " + Counts.of(row.papers()))
            .collect(Collectors.joining("; "))
        + ".";
  }
}
