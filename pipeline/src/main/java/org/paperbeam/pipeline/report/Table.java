package org.paperbeam.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns: the first to the left, the others to the right. */
final class Table {
  private static final int NARROWEST = 10;

  private Table() {}

  /** The head and the rows, a line each; all have as many columns. */
  static List<String> lines(List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, head);
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        // An empty head is a remark's: it comes last, and is as long as it is.
        boolean left = column == 0 || head.get(column).isEmpty();
        int width = head.get(column).isEmpty() ? 1 : Math.max(NARROWEST, head.get(column).length());
        line.append(String.format("%" + (left ? "-" : "") + width + "s  ", row.get(column)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
