package org.paperbeam.ledger;

import java.time.YearMonth;
import org.paperbeam.paper.ArxivId;

/** The names of the months under which the ledger keeps answers, e.g. {@code 2025-03}. */
public final class LedgerMonths {
  /** Of what is no arXiv id. */
  private static final String NONE = "none";

  private LedgerMonths() {}

  /** The month in a paper's id: where all answers about the paper are. */
  public static String ofPaper(String arxivId) {
    int month = ArxivId.month(arxivId);
    return month == Integer.MAX_VALUE ? NONE : "%04d-%02d".formatted(month / 100, month % 100);
  }

  /** The month of an announcement date, ISO: where all calls about papers of that date are. */
  public static String ofDate(String date) {
    return date.matches("\\d{4}-\\d{2}-\\d{2}") ? date.substring(0, 7) : NONE;
  }

  /** The month before. */
  public static String before(String month) {
    return month.equals(NONE) ? NONE : YearMonth.parse(month).minusMonths(1).toString();
  }
}
