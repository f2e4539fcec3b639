package org.paperbeam.arxiv;

import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;

/** Takes what a lister finds, one thing at a time, so that no range is held in memory. */
interface ListingSink {
  /** A paper in scope: of the categories and announce types asked for, on a date asked for. */
  void paper(ListedPaper paper);

  /** Takes back every paper of that id: the source has something newer to say of it. */
  void withdraw(String arxivId);

  /** What is known of a date, once for every date asked for, after all of its papers. */
  void day(DayFacts facts);

  /**
   * An entry that cannot be read.
   *
   * @param where the address or the file of the answer
   */
  void bad(String where, BadEntry entry);

  /** A sentence about the listing as a whole. */
  void warning(String sentence);
}
