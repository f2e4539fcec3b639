package org.paperbeam.arxiv;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;

/**
 * The days of a range as a source without announcement dates tells them: a submission counts on the
 * day that the calendar infers. Holds one number a day.
 */
final class InferredDays {
  private final ListRequest request;
  private final AnnouncementCalendar calendar;
  private final LocalDate from;
  private final LocalDate to;
  private final Map<LocalDate, Long> entries = new TreeMap<>();
  private final Map<LocalDate, Long> papers = new HashMap<>();

  InferredDays(ListRequest request, AnnouncementCalendar calendar) {
    this.request = request;
    this.calendar = calendar;
    LocalDate first = request.getFrom();
    LocalDate last = request.getTo();
    if (first == null || last == null) {
      throw new IllegalArgumentException("a range needs its two dates");
    }
    this.from = first;
    this.to = last;
  }

  LocalDate to() {
    return to;
  }

  /** The days asked for whose listing is out, oldest first: the only ones to ask a source for. */
  List<LocalDate> announced() {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      if (kind(day) == DayKind.ANNOUNCED) {
        days.add(day);
      }
    }
    return days;
  }

  /** The day that lists a submission; null when it was not asked for, or is not out yet. */
  @Nullable LocalDate dayOf(Instant submitted) {
    LocalDate day = calendar.listingDateOf(submitted);
    return request.asksFor(day) && kind(day) == DayKind.ANNOUNCED ? day : null;
  }

  /** Counts a paper on the day of its first announcement. */
  void countPaper(LocalDate day) {
    entries.merge(day, 1L, Long::sum);
    papers.merge(day, 1L, Long::sum);
  }

  /** Takes a count of {@link #countPaper} back. */
  void discountPaper(LocalDate day) {
    entries.merge(day, -1L, Long::sum);
    papers.merge(day, -1L, Long::sum);
  }

  /**
   * Counts a replacement: an entry of that day, but no reason to think that its listing is known.
   */
  void countReplacement(LocalDate day) {
    entries.merge(day, 1L, Long::sum);
  }

  /** Takes a count of {@link #countReplacement} back. */
  void discountReplacement(LocalDate day) {
    entries.merge(day, -1L, Long::sum);
  }

  /** Hands over every day asked for. */
  void emit(ListingSink sink) {
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      sink.day(
          DayFacts.of(day.toString(), kind(day), entries.getOrDefault(day, 0L), warnings(day)));
    }
  }

  private List<String> warnings(LocalDate day) {
    return switch (kind(day)) {
      case ANNOUNCED ->
          papers.getOrDefault(day, 0L) == 0 ? List.of(EmptyDays.warning(day)) : List.of();
      case NOT_ANNOUNCED_YET ->
          List.of(EmptyDays.notYet(day, calendar.newestAnnounced(request.getNow())));
      default -> List.of();
    };
  }

  private DayKind kind(LocalDate day) {
    return calendar.kindOf(day, request.getNow());
  }
}
