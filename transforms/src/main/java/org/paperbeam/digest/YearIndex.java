package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.paperbeam.paper.PaperRecord;

/** {@code digests/YYYY/index.md}: the year's months with their counts, and its best papers. */
final class YearIndex {
  private static final int BEST = 50;

  private final String year;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<PaperRecord> best = new ArrayList<>();

  YearIndex(String year) {
    this.year = year;
  }

  /** Adds a month; its papers but the best are forgotten. */
  void add(String month, List<Digest> days) {
    rows.add(
        List.of(
            "[" + month + "](../" + month + "/index.md)",
            Integer.toString(days.size()),
            Long.toString(days.stream().mapToLong(Digest::scanned).sum()),
            Integer.toString(days.stream().mapToInt(day -> day.papers().size()).sum()),
            Long.toString(days.stream().mapToLong(day -> day.summary().getUnscored()).sum())));
    best.addAll(MonthIndex.best(days));
    best.sort(Ranking.BEST_FIRST);
    Set<String> seen = new HashSet<>();
    best.removeIf(paper -> !seen.add(paper.getPaper().getArxivId()));
    if (best.size() > BEST) {
      best.subList(BEST, best.size()).clear();
    }
  }

  String markdown() {
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
