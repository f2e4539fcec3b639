package org.paperbeam.days;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DaySummary;

/**
 * Publishes one date after another, wherever the last of its papers is decided. Safe for many
 * threads that publish different dates.
 */
public interface Publisher extends Serializable {
  /**
   * What became of a date.
   *
   * @param summary its numbers; not complete when it is not published
   * @param failure why it is not published; null when it is
   * @param stops whether the failure will meet other dates, too, so that nothing more may be paid
   */
  record Published(DaySummary summary, @Nullable RunFailure failure, boolean stops) {}

  /**
   * What became of pages.
   *
   * @param notices what was found on the way, a sentence each
   * @param failure why they could not be made, so that no more may be paid; null when they are
   */
  record PagesMade(List<String> notices, @Nullable RunFailure failure) {}

  /**
   * Publishes the date, over whatever stood there. A failure comes back as data, so that the other
   * dates are published, what was paid is reported, and no runner tries it again.
   */
  Published publish(DayDraft day);

  /**
   * Makes what published dates share, such as the pages that lead to them. Called while further
   * dates are published, for one date or for some together.
   */
  PagesMade publishPages(Collection<String> dates);
}
