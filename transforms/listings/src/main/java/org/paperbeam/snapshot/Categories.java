package org.paperbeam.snapshot;

import java.util.ArrayList;
import java.util.List;

/** A paper's categories as the snapshot writes them: names with blanks (or commas) between. */
final class Categories {
  private Categories() {}

  static List<String> split(String text) {
    List<String> categories = new ArrayList<>(4);
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean between =
          i == text.length() || text.charAt(i) == ',' || Character.isWhitespace(text.charAt(i));
      if (between && start >= 0) {
        categories.add(text.substring(start, i));
        start = -1;
      } else if (!between && start < 0) {
        start = i;
      }
    }
    return categories;
  }
}
