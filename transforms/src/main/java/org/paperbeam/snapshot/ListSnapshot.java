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
 */
@AutoValue
public abstract class ListSnapshot extends PTransform<PBegin, ListResult> {
  private static final long serialVersionUID = 1L;

  /** What a snapshot's papers can be. */
  private static final Set<AnnounceType> KNOWN_TYPES = Set.of(AnnounceType.NEW, AnnounceType.CROSS);

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
    PCollectionTuple sums =
        KeyedParts.in(begin.getPipeline())
            // There are facts of dates also where nothing can be read.
            .and(SumUpFn.DATES, begin.apply("Dates", Create.of(getFrom() + "/" + getTo())), d -> "")
            .and(SumUpFn.RANGES, snapshot.getFacts(), facts -> "")
            .and(SumUpFn.BAD_RECORDS, snapshot.getBadRecords(), record -> "")
            .and(SumUpFn.UNREAD, snapshot.getFailures(), failure -> "")
            .apply("All but papers", GatherByKey.create())
            .apply(
                "Sum up",
                ParDo.of(
                        new SumUpFn(
                            getFrom(),
                            getTo(),
                            getNow(),
                            new BadRecordsFile(getBadRecords(), getMaxBadRecords())))
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
