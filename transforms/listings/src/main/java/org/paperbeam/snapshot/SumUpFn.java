package org.paperbeam.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.EmptyDays;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.PartTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.RunFailure;

/**
 * Says what a whole snapshot holds: the facts of every date, its unreadable lines and what they
 * mean, and why it could not be read. Works the one group there is.
 */
final class SumUpFn extends DoFn<KV<String, Iterable<RawUnionValue>>, DayFacts> {
  static final PartTag<String> DATES = new PartTag<>(0, "Dates");
  static final PartTag<RangeFacts> RANGES = new PartTag<>(1, "Ranges");
  static final PartTag<BadRecord> BAD_RECORDS = new PartTag<>(2, "Bad records");
  static final PartTag<RunFailure> UNREAD = new PartTag<>(3, "Unread");

  static final TupleTag<DayFacts> DAYS = new TupleTag<>("days") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private static final long serialVersionUID = 1L;

  private final LocalDate from;
  private final LocalDate to;
  private final Instant now;
  private final BadRecordsFile badRecords;

  SumUpFn(LocalDate from, LocalDate to, Instant now, BadRecordsFile badRecords) {
    this.from = from;
    this.to = to;
    this.now = now;
    this.badRecords = badRecords;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RawUnionValue>> all, MultiOutputReceiver out)
      throws IOException {
    Gathered parts = Gathered.of(all.getValue());
    parts.getAll(UNREAD).forEach(out.get(FAILURES)::output);
    List<BadRecord> bad = parts.getAll(BAD_RECORDS);
    if (!bad.isEmpty()) {
      badRecords.keep(bad, out.get(WARNINGS)::output, out.get(FAILURES)::output);
    }
    Map<String, Long> papers = new HashMap<>();
    for (RangeFacts range : parts.getAll(RANGES)) {
      range.getPapersByDate().forEach((date, count) -> papers.merge(date, count, Long::sum));
    }
    String newest =
        parts.getAll(RANGES).stream()
            .map(RangeFacts::getNewestUpdate)
            .filter(Objects::nonNull)
            .max(String::compareTo)
            .orElse(null);
    from.datesUntil(to.plusDays(1))
        .forEach(
            date ->
                out.get(DAYS).output(day(date, papers.getOrDefault(date.toString(), 0L), newest)));
  }

  private DayFacts day(LocalDate day, long entries, @Nullable String newest) {
    String date = day.toString();
    DayKind kind = AnnouncementCalendar.arxiv().kindOf(day, now);
    List<String> warnings = new ArrayList<>();
    if (kind == DayKind.ANNOUNCED && newest != null && date.compareTo(newest) > 0) {
      warnings.add(date + ": the snapshot ends on " + newest + ", before this date");
    } else if (kind == DayKind.ANNOUNCED && entries == 0) {
      warnings.add(EmptyDays.warning(day));
    } else if (kind == DayKind.NOT_ANNOUNCED_YET) {
      warnings.add(EmptyDays.notYet(day, AnnouncementCalendar.arxiv().newestAnnounced(now)));
    }
    return DayFacts.of(date, kind, entries, warnings);
  }
}
