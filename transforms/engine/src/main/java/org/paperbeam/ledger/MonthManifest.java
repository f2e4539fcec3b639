package org.paperbeam.ledger;

import java.util.List;

/**
 * What should stand in the folder of a month. A new generation is a new file, so that it is written
 * at once or not at all, also where nothing may be replaced.
 *
 * @param generation one more than that of the manifest before
 * @param parts the files that hold the month's answers
 */
record MonthManifest(long generation, List<Part> parts) {
  static final MonthManifest NONE = new MonthManifest(0, List.of());

  MonthManifest {
    parts = List.copyOf(parts);
  }

  /**
   * A file of answers.
   *
   * @param lines how many answers it holds
   * @param bytes its size
   */
  record Part(String name, int lines, long bytes) {}
}
