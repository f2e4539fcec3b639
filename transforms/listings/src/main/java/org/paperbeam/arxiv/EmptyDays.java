package org.paperbeam.arxiv;

import java.time.LocalDate;

/** The words for a day that should have papers and has none. */
public final class EmptyDays {
  private EmptyDays() {}

  /** The words for a date that lies ahead. */
  public static String notYet(LocalDate date, LocalDate newest) {
    return "%s: arXiv has not announced this day yet; its newest listing is that of %s"
        .formatted(date, newest);
  }

  /** The warning, which names the date. */
  public static String warning(LocalDate date) {
    return date + ": the source lists no paper, though arXiv announces on that day";
  }
}
