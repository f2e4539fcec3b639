package org.paperbeam.calendar;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.paperbeam.paper.DayKind;

/**
 * arXiv's announcement schedule (info.arxiv.org/help/availability.html), all in US Eastern time
 * with its daylight saving: submissions are closed at 14:00 on every weekday that is no holiday,
 * and announced at 20:00 of the same day, Friday's on Sunday. The listing carries the next day's
 * date. So Monday 14:00 to Tuesday 14:00 is Wednesday's listing, Thursday to Friday is Monday's,
 * and Friday to Monday is Tuesday's. On a holiday nothing is closed, so that nothing is announced
 * and its submissions wait for the next weekday: a holiday takes away the listing that carries the
 * <em>next</em> day's date.
 *
 * <p>A submission at 14:00:00 sharp belongs to the next listing: "until 14:00" is exclusive, as in
 * arXiv's own code, which compares the hour alone. Until 2017-01-01 the deadline was 16:00.
 *
 * <p>Guaranteed: every instant falls on exactly one listing day, a later instant never on an
 * earlier day, and {@link #submissionsOf} is the inverse of {@link #listingDateOf}. What it says of
 * a paper is inferred: moderation holds some papers back. Holidays are known from {@code
 * holidays.csv}; other years follow the weekdays alone.
 *
 * <p>Instances are immutable, serializable and safe for many threads.
 */
public final class AnnouncementCalendar implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");
  private static final LocalTime DEADLINE = LocalTime.of(14, 0);
  private static final LocalTime OLD_DEADLINE = LocalTime.of(16, 0);
  private static final LocalDate FIRST_DAY_OF_DEADLINE = LocalDate.of(2017, 1, 2);
  private static final LocalTime ANNOUNCEMENT = LocalTime.of(20, 0);

  // A Set from Set.copyOf is serializable.
  private final Set<LocalDate> holidays;

  private AnnouncementCalendar(Set<LocalDate> holidays) {
    this.holidays = holidays;
  }

  /** The calendar with arXiv's own holidays of 2003 to 2027; those of 2027 are derived. */
  public static AnnouncementCalendar arxiv() {
    return new AnnouncementCalendar(HolidayTable.ofArxiv());
  }

  /** The listing date on which a submission is announced, when moderation does not hold it back. */
  public LocalDate listingDateOf(Instant submitted) {
    ZonedDateTime local = submitted.atZone(EASTERN);
    LocalDate day = local.toLocalDate();
    if (!local.toLocalTime().isBefore(deadline(day))) {
      day = day.plusDays(1);
    }
    while (!isClosed(day)) {
      day = day.plusDays(1);
    }
    return day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
  }

  /**
   * What sort of day a date is. A day that will have a listing is {@link DayKind#NOT_ANNOUNCED_YET}
   * until 20:00 of the evening before it.
   */
  public DayKind kindOf(LocalDate date, Instant now) {
    if (isWeekend(date)) {
      return DayKind.WEEKEND;
    }
    if (!hasListing(date)) {
      return DayKind.HOLIDAY;
    }
    return announcedAt(date).isAfter(now) ? DayKind.NOT_ANNOUNCED_YET : DayKind.ANNOUNCED;
  }

  /** The newest listing date whose announcement, at 20:00 of the evening before it, is out. */
  public LocalDate newestAnnounced(Instant now) {
    LocalDate date = now.atZone(EASTERN).toLocalDate().plusDays(1);
    while (kindOf(date, now) != DayKind.ANNOUNCED) {
      date = date.minusDays(1);
    }
    return date;
  }

  /**
   * The submissions that a listing announces: exactly the instants for which {@link #listingDateOf}
   * gives that date. Empty for a day without a listing. Windows tile: each ends where the next
   * day's begins, so that a range of dates is one window too.
   */
  public Window submissionsOf(LocalDate listingDate) {
    Instant from = closedAt(closingDayOf(listingBefore(listingDate)));
    return new Window(from, hasListing(listingDate) ? closedAt(closingDayOf(listingDate)) : from);
  }

  private LocalDate listingBefore(LocalDate date) {
    LocalDate before = date.minusDays(1);
    while (!hasListing(before)) {
      before = before.minusDays(1);
    }
    return before;
  }

  private boolean hasListing(LocalDate date) {
    return !isWeekend(date) && isClosed(closingDayOf(date));
  }

  /** Whether submissions are closed on that day, for an announcement to follow. */
  private boolean isClosed(LocalDate day) {
    return !isWeekend(day) && !holidays.contains(day);
  }

  /** The day on which the submissions of a listing are closed; Monday's close on Friday. */
  private static LocalDate closingDayOf(LocalDate listingDate) {
    return listingDate.minusDays(listingDate.getDayOfWeek() == DayOfWeek.MONDAY ? 3 : 1);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static LocalTime deadline(LocalDate day) {
    return day.isBefore(FIRST_DAY_OF_DEADLINE) ? OLD_DEADLINE : DEADLINE;
  }

  private static Instant closedAt(LocalDate day) {
    return day.atTime(deadline(day)).atZone(EASTERN).toInstant();
  }

  private static Instant announcedAt(LocalDate listingDate) {
    return listingDate.minusDays(1).atTime(ANNOUNCEMENT).atZone(EASTERN).toInstant();
  }
}
