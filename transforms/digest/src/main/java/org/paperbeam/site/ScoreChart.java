package org.paperbeam.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.ScoreCount;

/**
 * Relevance against novelty of a day: a dot a selected paper, a grey disc for each pair of scores
 * below the cut-offs, the cut-offs as lines. Without novelty all stand in one row, by relevance.
 * Numbers are SVG user units.
 */
record ScoreChart(List<Dot> dots, List<Disc> discs, int cutX, @Nullable Integer cutY, String text) {
  /** One square of the grid. */
  static final int CELL = 34;

  /** Where the grid begins. */
  static final int LEFT = 34;

  static final int TOP = 8;

  /** A selected paper. */
  record Dot(PaperView paper, double x, double y) {}

  /**
   * Papers below the cut-offs.
   *
   * @param pair their scores, see {@link OtherView#pair}
   */
  record Disc(double x, double y, double radius, String pair, String text) {}

  static ScoreChart of(DayPage page) {
    boolean flat = page.papers().stream().allMatch(p -> p.novelty() == null);
    Map<Integer, List<PaperView>> cells = new HashMap<>();
    for (PaperView paper : page.papers()) {
      Integer relevance = paper.relevance();
      if (relevance != null) {
        int novelty = flat || paper.novelty() == null ? 0 : paper.novelty();
        cells.computeIfAbsent(relevance * 100 + novelty, c -> new ArrayList<>()).add(paper);
      }
    }
    List<Dot> dots = new ArrayList<>();
    cells.forEach((cell, papers) -> place(dots, cell / 100, flat ? 1 : cell % 100, papers, flat));
    dots.sort((a, b) -> Integer.compare(rank(page, a), rank(page, b)));
    List<Disc> discs = new ArrayList<>();
    for (ScoreCount below : page.digest().below()) {
      if (flat || below.novelty() > 0) {
        discs.add(disc(below, flat));
      }
    }
    int minRelevance = page.digest().day().getMinRelevance();
    int minNovelty = page.digest().day().getMinNovelty();
    return new ScoreChart(
        dots,
        discs,
        LEFT + (Math.max(minRelevance, 1) - 1) * CELL,
        flat ? null : (Integer) (TOP + (11 - Math.max(minNovelty, 1)) * CELL),
        describe(page, flat, dots.size()));
  }

  private static int rank(DayPage page, Dot dot) {
    return page.papers().indexOf(dot.paper());
  }

  /** Dots of one pair of scores stand in rows inside their square. */
  private static void place(
      List<Dot> dots, int relevance, int novelty, List<PaperView> papers, boolean flat) {
    int side = (int) Math.ceil(Math.sqrt(papers.size()));
    double step = Math.min(8.0, (CELL - 4.0) / side);
    double left = LEFT + (relevance - 0.5) * CELL - step * (side - 1) / 2;
    int rows = (papers.size() + side - 1) / side;
    double middle = flat ? TOP + CELL / 2.0 : TOP + (10.5 - novelty) * CELL;
    double top = middle - step * (rows - 1) / 2;
    for (int i = 0; i < papers.size(); i++) {
      int row = i / side;
      dots.add(new Dot(papers.get(i), left + step * (i % side), top + step * row));
    }
  }

  private static Disc disc(ScoreCount below, boolean flat) {
    double y = flat ? TOP + CELL / 2.0 : TOP + (10.5 - below.novelty()) * CELL;
    String text =
        below.papers()
            + (below.papers() == 1 ? " paper" : " papers")
            + " below the cut-offs: relevance "
            + below.relevance()
            + (below.novelty() == 0 ? "" : ", novelty " + below.novelty());
    return new Disc(
        LEFT + (below.relevance() - 0.5) * CELL,
        y,
        Math.min(CELL / 2.0 - 1, 2.5 + Math.sqrt(below.papers()) * 1.8),
        OtherView.pair(below.relevance(), below.novelty()),
        text);
  }

  private static String describe(DayPage page, boolean flat, int shown) {
    int below = page.digest().below().stream().mapToInt(ScoreCount::papers).sum();
    return String.format(
        Locale.ROOT,
        "%s of %d selected papers (dots) and of %d scored papers below the cut-offs (grey)."
            + " Cut-offs: %s.",
        flat ? "Relevance" : "Relevance and novelty",
        shown,
        below,
        flat
            ? "relevance " + page.digest().day().getMinRelevance()
            : "relevance "
                + page.digest().day().getMinRelevance()
                + ", novelty "
                + page.digest().day().getMinNovelty());
  }

  boolean flat() {
    return cutY == null;
  }

  int right() {
    return LEFT + 10 * CELL;
  }

  int bottom() {
    return TOP + (flat() ? 1 : 10) * CELL;
  }

  String viewBox() {
    return "0 0 " + (right() + 8) + " " + (bottom() + 34);
  }

  List<Integer> ticks() {
    return List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  double tickX(int score) {
    return LEFT + (score - 0.5) * CELL;
  }

  double tickY(int score) {
    return TOP + (10.5 - score) * CELL + 4;
  }

  /** A number as SVG reads it. */
  static String n(double number) {
    // By hand: a page has hundreds of them, and a format takes longer than the rest of its picture.
    long tenths = Math.round(Math.abs(number) * 10);
    String sign = number < 0 && tenths > 0 ? "-" : "";
    return sign + tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
  }
}
