package org.paperbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as they must be: the first to the left, others to the right. */
final class Table {
  private static final String BETWEEN = "  ";

  private Table() {}

  /** The head and the rows, a line each; all have as many columns. */
  static List<String> lines(List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, head);
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        // An empty head is a remark's.
        boolean left = column == 0 || head.get(column).isEmpty();
        String form = "%" + (left ? "-" : "") + width(all, column) + "s";
        line.append(String.format(form, row.get(column))).append(BETWEEN);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> Math.max(1, row.get(column).length())).max().orElse(1);
  }
}
