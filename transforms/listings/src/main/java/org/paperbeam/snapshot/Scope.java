package org.paperbeam.snapshot;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.paperbeam.arxiv.ArxivTaxonomy;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.AnnounceType;

/**
 * Which papers are asked for: those in one of the categories whose inferred listing date lies in
 * [from, to]. A category asked for is either exact ({@code cs.LG}) or an archive ({@code cs}),
 * which stands for all its categories; a category's other names count too. Immutable, for many
 * threads and workers.
 */
final class Scope implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Set<String> categories;
  private final AnnouncementCalendar calendar;
  private final LocalDate from;
  private final LocalDate to;
  // Submissions in [since, until) are listed in [from, to]: the calendar never goes backwards.
  private final Instant since;
  private final Instant until;

  Scope(List<String> categories, LocalDate from, LocalDate to, AnnouncementCalendar calendar) {
    this.categories = Set.copyOf(ArxivTaxonomy.coveredNames(categories));
    this.calendar = calendar;
    this.from = from;
    this.to = to;
    this.since = calendar.submissionsOf(from).from();
    this.until = calendar.submissionsOf(to).until();
  }

  boolean hasCategory(String category) {
    int dot = category.indexOf('.');
    return categories.contains(category)
        || (dot > 0 && categories.contains(category.substring(0, dot)));
  }

  /** Whether version 1, submitted then, is listed in [from, to]. */
  boolean hasSubmission(Instant submitted) {
    return !submitted.isBefore(since) && submitted.isBefore(until);
  }

  /**
   * Whether a paper with an id of that month can be listed in [from, to]: an id's month is that of
   * the announcement, or for old ids of the submission; one month more on each side is certain.
   */
  boolean mayHaveMonth(YearMonth month) {
    return !month.isBefore(YearMonth.from(from).minusMonths(1))
        && !month.isAfter(YearMonth.from(to).plusMonths(1));
  }

  String listingDateOf(Instant submitted) {
    return calendar.listingDateOf(submitted).toString();
  }

  /** New when the primary category was asked for, otherwise a cross-list. */
  AnnounceType typeOf(List<String> paperCategories) {
    return hasCategory(paperCategories.get(0)) ? AnnounceType.NEW : AnnounceType.CROSS;
  }
}
