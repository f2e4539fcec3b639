package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.paperbeam.paper.PaperRecord;

/**
 * {@code digests/YYYY/index.md}: the year's months with their counts, and its best papers. Needs of
 * each month its numbers and its {@value #BEST} best papers only.
 */
public final class YearIndex {
  /** How many papers a year shows. */
  public static final int BEST = 50;

  private YearIndex() {}

  /**
   * The best papers of a year, none twice; of two listings of a paper the better one.
   *
   * @param months the best papers of each month, at least {@value #BEST} where there are so many
   */
  public static List<PaperRecord> best(List<List<PaperRecord>> months) {
    List<PaperRecord> best = new ArrayList<>();
    months.forEach(best::addAll);
    best.sort(Ranking.BEST_FIRST);
    Set<String> seen = new HashSet<>();
    best.removeIf(paper -> !seen.add(paper.getPaper().getArxivId()));
    return List.copyOf(best.subList(0, Math.min(BEST, best.size())));
  }

  static String markdown(String year, List<MonthCounts> months, List<PaperRecord> best) {
    List<List<String>> rows = new ArrayList<>();
    for (MonthCounts month : months) {
      rows.add(
          List.of(
              "[" + month.month() + "](../" + month.month() + "/index.md)",
              Integer.toString(month.days()),
              Long.toString(month.scanned()),
              Long.toString(month.selected()),
              Long.toString(month.unscored())));
    }
    List<String> lines = new ArrayList<>();
    for (PaperRecord paper : best) {
      String month = paper.getPaper().getDate().substring(0, 7);
      lines.add(MonthIndex.line(lines.size() + 1, paper, "../" + month + "/"));
    }
    List<String> parts = new ArrayList<>();
    parts.add("# Personalized ArXiv Papers " + year);
    parts.add(
        MarkdownTable.write(List.of("Month", "Days", "Scanned", "Relevant", "Not scored"), rows));
    parts.add("**Best papers:**");
    if (!lines.isEmpty()) {
      parts.add(String.join("\n", lines));
    }
    return String.join("\n\n", parts) + "\n";
  }
}
