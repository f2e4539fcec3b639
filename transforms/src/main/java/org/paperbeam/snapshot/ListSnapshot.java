package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.arxiv.EmptyDays;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;

/**
 * Lists a range of dates from snapshot files, as {@code ArxivIO} lists it from arXiv's services:
 * the papers, the facts of every date, and what is wrong. Lines that cannot be read are kept in a
 * file of their own and fail the listing when there are more of them than allowed.
 */
@AutoValue
public abstract class ListSnapshot extends PTransform<PBegin, ListResult> {
  private static final long serialVersionUID = 1L;

  abstract SnapshotIO.Read getRead();

  abstract Set<AnnounceType> getAnnounceTypes();

  abstract LocalDate getFrom();

  abstract LocalDate getTo();

  abstract long getMaxBadRecords();

  abstract Folder getBadRecords();

  abstract Instant getNow();

  /** A listing of those files, categories and dates; the rest has to be set. */
  public static Builder builder() {
    return new AutoValue_ListSnapshot.Builder();
  }

  /** Builds a {@link ListSnapshot}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** The reader, with its files, categories and dates. */
    public abstract Builder setRead(SnapshotIO.Read read);

    /** Which entries become papers; a snapshot knows of new papers and cross-lists only. */
    public abstract Builder setAnnounceTypes(Set<AnnounceType> announceTypes);

    /** The first announcement date. */
    public abstract Builder setFrom(LocalDate from);

    /** The last announcement date, inclusive. */
    public abstract Builder setTo(LocalDate to);

    /** So many unreadable lines are put up with, 0 or more, for the whole job. */
    public abstract Builder setMaxBadRecords(long maxBadRecords);

    /** Where unreadable lines are kept. */
    public abstract Builder setBadRecords(Folder badRecords);

    /** When the run started. */
    public abstract Builder setNow(Instant now);

    public abstract ListSnapshot build();
  }

  @Override
  public ListResult expand(PBegin begin) {
    SnapshotResult snapshot = begin.apply("Read snapshot", getRead());
    PCollectionView<Map<String, Long>> counts =
        snapshot
            .getPapers()
            .apply(
                "Date of paper",
                MapElements.into(TypeDescriptors.strings()).via(ListedPaper::getDate))
            .apply("Papers a date", Count.perElement())
            .apply("Counts", View.asMap());
    PCollectionView<Iterable<String>> newest =
        snapshot.getNewestUpdate().apply("Newest", View.asIterable());
    PCollection<DayFacts> days =
        begin
            .apply("Dates", Create.of(dates()))
            .apply(
                "Facts of date",
                ParDo.of(new FactsFn(counts, newest, getNow())).withSideInputs(counts, newest));
    PCollectionTuple bad =
        snapshot
            .getBadRecords()
            .apply(
                "Bad by file",
                WithKeys.<String, BadRecord>of("bad").withKeyType(TypeDescriptors.strings()))
            .apply("All bad", GroupByKey.create())
            .apply(
                "Keep bad",
                ParDo.of(new KeepBadRecordsFn(getBadRecords(), getMaxBadRecords()))
                    .withOutputTags(
                        KeepBadRecordsFn.WARNINGS, TupleTagList.of(KeepBadRecordsFn.FAILURES)));
    Set<AnnounceType> types = Set.copyOf(getAnnounceTypes());
    return ListResult.of(
            snapshot
                .getPapers()
                .apply(
                    "Announce types", Filter.by(paper -> types.contains(paper.getAnnounceType()))),
            days,
            PCollectionList.of(snapshot.getFailures())
                .and(bad.get(KeepBadRecordsFn.FAILURES))
                .apply("Listing failures", Flatten.pCollections()))
        .withWarnings(bad.get(KeepBadRecordsFn.WARNINGS));
  }

  private List<String> dates() {
    return getFrom().datesUntil(getTo().plusDays(1)).map(LocalDate::toString).toList();
  }

  private static final class FactsFn extends DoFn<String, DayFacts> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<String, Long>> counts;
    private final PCollectionView<Iterable<String>> newest;
    private final Instant now;

    FactsFn(
        PCollectionView<Map<String, Long>> counts,
        PCollectionView<Iterable<String>> newest,
        Instant now) {
      this.counts = counts;
      this.newest = newest;
      this.now = now;
    }

    @ProcessElement
    public void process(@Element String date, ProcessContext context) {
      long entries = context.sideInput(counts).getOrDefault(date, 0L);
      DayKind kind = AnnouncementCalendar.arxiv().kindOf(LocalDate.parse(date), now);
      List<String> warnings = new ArrayList<>();
      String end = null;
      for (String update : context.sideInput(newest)) {
        end = update;
      }
      if (kind == DayKind.ANNOUNCED && end != null && date.compareTo(end) > 0) {
        warnings.add(date + ": the snapshot ends on " + end + ", before this date");
      } else if (kind == DayKind.ANNOUNCED && entries == 0) {
        warnings.add(EmptyDays.warning(LocalDate.parse(date)));
      }
      context.output(DayFacts.of(date, kind, entries, warnings));
    }
  }
}
