package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;

/** A table with centred columns, each as wide as its longest cell and at least its header + 2. */
final class MarkdownTable {
  private MarkdownTable() {}

  /** The table without a line feed at its end. Cells must be Markdown without a bare {@code |}. */
  static String write(List<String> header, List<List<String>> rows) {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = header.get(i).length() + 2;
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    StringBuilder rule = new StringBuilder("|");
    for (int width : widths) {
      rule.append(':').append("-".repeat(width)).append(":|");
    }
    lines.add(rule.toString());
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.toString();
  }
}
