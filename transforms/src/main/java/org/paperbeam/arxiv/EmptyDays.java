package org.paperbeam.arxiv;

import java.time.LocalDate;

/** The words for a day that should have papers and has none. */
final class EmptyDays {
  private EmptyDays() {}

  static String warning(LocalDate date) {
    return date + ": the source lists no paper, though arXiv announces on that day";
  }
}
