package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;

/**
 * Lists a range of dates from snapshot files, as {@code ArxivIO} lists it from arXiv's services:
 * the papers, the facts of every date, and what is wrong. Lines that cannot be read are kept in a
 * file of their own and fail the listing when there are more of them than allowed.
 *
 * <p>Immutable. A value that is not allowed is refused where it is set, with an {@link
 * IllegalArgumentException} that names the parameter, the value and what is allowed; what is
 * missing, when the transform is applied.
 */
@AutoValue
public abstract class ListSnapshot extends PTransform<PBegin, ListResult> {
  private static final long serialVersionUID = 1L;

  /** What a snapshot's papers can be. */
  private static final Set<AnnounceType> KNOWN_TYPES = Set.of(AnnounceType.NEW, AnnounceType.CROSS);

  abstract SnapshotIO.Read getRead();

  abstract Set<AnnounceType> getAnnounceTypes();

  abstract long getMaxBadRecords();

  abstract @Nullable Folder getBadRecords();

  abstract Instant getNow();

  abstract Builder toBuilder();

  /** Lists what {@code read} reads; a folder for bad records must be set. */
  public static ListSnapshot of(SnapshotIO.Read read) {
    return new AutoValue_ListSnapshot.Builder()
        .setRead(read)
        .setAnnounceTypes(KNOWN_TYPES)
        .setMaxBadRecords(0)
        .setNow(Instant.now())
        .build();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRead(SnapshotIO.Read read);

    abstract Builder setAnnounceTypes(Set<AnnounceType> announceTypes);

    abstract Builder setMaxBadRecords(long maxBadRecords);

    abstract Builder setBadRecords(Folder badRecords);

    abstract Builder setNow(Instant now);

    abstract ListSnapshot build();
  }

  /**
   * Which entries become papers, at least one; default new and cross, the only ones that a snapshot
   * knows of.
   */
  public ListSnapshot withAnnounceTypes(Set<AnnounceType> announceTypes) {
    if (announceTypes.isEmpty()) {
      throw new IllegalArgumentException("announceTypes must name at least one, e.g. new, not []");
    }
    return toBuilder().setAnnounceTypes(Set.copyOf(announceTypes)).build();
  }

  /** So many unreadable lines are put up with, for the whole job; 0 or more, default 0. */
  public ListSnapshot withMaxBadRecords(long maxBadRecords) {
    if (maxBadRecords < 0) {
      throw new IllegalArgumentException("maxBadRecords must be 0 or more, not " + maxBadRecords);
    }
    return toBuilder().setMaxBadRecords(maxBadRecords).build();
  }

  /** Where unreadable lines are kept. Must be set. */
  public ListSnapshot withBadRecords(Folder badRecords) {
    return toBuilder().setBadRecords(badRecords).build();
  }

  /** When the run started: which days are over; default when {@link #of} was called. */
  public ListSnapshot withNow(Instant now) {
    return toBuilder().setNow(now).build();
  }

  @Override
  public ListResult expand(PBegin begin) {
    LocalDate from = getRead().getFrom();
    LocalDate to = getRead().getTo();
    Folder badRecords = getBadRecords();
    if (from == null || to == null || badRecords == null) {
      throw new IllegalStateException(
          "ListSnapshot.of(read) wants a reader withDates, and withBadRecords");
    }
    SnapshotResult snapshot = begin.apply("Read snapshot", getRead());
    PCollectionTuple sums =
        KeyedParts.in(begin.getPipeline())
            // There are facts of dates also where nothing can be read.
            .and(SumUpFn.DATES, begin.apply("Dates", Create.of(from + "/" + to)), d -> "")
            .and(SumUpFn.RANGES, snapshot.getFacts(), facts -> "")
            .and(SumUpFn.BAD_RECORDS, snapshot.getBadRecords(), record -> "")
            .and(SumUpFn.UNREAD, snapshot.getFailures(), failure -> "")
            .apply("All but papers", GatherByKey.create())
            .apply(
                "Sum up",
                ParDo.of(
                        new SumUpFn(
                            from, to, getNow(), new BadRecordsFile(badRecords, getMaxBadRecords())))
                    .withOutputTags(
                        SumUpFn.DAYS, TupleTagList.of(SumUpFn.WARNINGS).and(SumUpFn.FAILURES)));
    return ListResult.of(
            announced(snapshot.getPapers()), sums.get(SumUpFn.DAYS), sums.get(SumUpFn.FAILURES))
        .withWarnings(sums.get(SumUpFn.WARNINGS));
  }

  private PCollection<ListedPaper> announced(PCollection<ListedPaper> papers) {
    Set<AnnounceType> types = Set.copyOf(getAnnounceTypes());
    return types.containsAll(KNOWN_TYPES)
        ? papers
        : papers.apply(
            "Announce types", Filter.by(paper -> types.contains(paper.getAnnounceType())));
  }
}
