package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.RunFailure;

/**
 * Reads the public arXiv snapshot: JSON Lines, one huge file or many, plain, gzip or zstd, on any
 * file system that Beam knows.
 *
 * <pre>{@code
 * SnapshotResult snapshot =
 *     pipeline.apply(
 *         "Read snapshot",
 *         SnapshotIO.read()
 *             .withFiles(List.of("gs://bucket/arxiv-metadata-oai-snapshot.json"))
 *             .withCategories(List.of("cs.LG", "cs.AI"))
 *             .withDates(LocalDate.parse("2025-03-18"), LocalDate.parse("2025-04-03")));
 * }</pre>
 *
 * <p>Guaranteed: every line is read exactly once, and is a paper, a bad record, or not asked for. A
 * paper is dated by the submission of its first version and marked {@code inferred}; whether it is
 * new or a cross-list follows from its primary category.
 *
 * <p>Plain files are cut into ranges of {@link Read#withRangeBytes}, which the runner spreads over
 * its workers; a compressed file is read by one. Lines are filtered while they are parsed: a line
 * that was not asked for never becomes an element.
 */
public final class SnapshotIO {
  /** About a tenth of a second's work, so that a few workers end together. */
  private static final long RANGE_BYTES = 32L << 20;

  private SnapshotIO() {}

  /** Reads a snapshot; files, categories and dates must be set. */
  public static Read read() {
    return new AutoValue_SnapshotIO_Read.Builder()
        .setFiles(List.of())
        .setCategories(List.of())
        .setRangeBytes(RANGE_BYTES)
        .build();
  }

  /** Implementation of {@link #read()}. */
  @AutoValue
  public abstract static class Read extends PTransform<PBegin, SnapshotResult> {
    private static final long serialVersionUID = 1L;

    abstract List<String> getFiles();

    abstract List<String> getCategories();

    abstract @Nullable LocalDate getFrom();

    abstract @Nullable LocalDate getTo();

    abstract long getRangeBytes();

    abstract Builder toBuilder();

    @AutoValue.Builder
    abstract static class Builder {
      abstract Builder setFiles(List<String> files);

      abstract Builder setCategories(List<String> categories);

      abstract Builder setFrom(LocalDate from);

      abstract Builder setTo(LocalDate to);

      abstract Builder setRangeBytes(long rangeBytes);

      abstract Read build();
    }

    /**
     * Which files: paths or patterns, at least one. {@code .gz}, {@code .zst} and {@code .bz2} are
     * unpacked. A pattern that matches nothing is a {@link SnapshotResult#getFailures() failure}. A
     * file that several patterns match is read once.
     */
    public Read withFiles(List<String> files) {
      if (files.isEmpty() || files.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "files: want at least one path or pattern, not " + files);
      }
      return toBuilder().setFiles(List.copyOf(files)).build();
    }

    /** Which categories, at least one: {@code cs.LG}, or an archive such as {@code cs}. */
    public Read withCategories(List<String> categories) {
      if (categories.isEmpty() || categories.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "categories: want at least one, e.g. cs.LG, not " + categories);
      }
      return toBuilder().setCategories(List.copyOf(categories)).build();
    }

    /** Which listing dates, both inclusive, {@code from} not after {@code to}. */
    public Read withDates(LocalDate from, LocalDate to) {
      if (from.isAfter(to)) {
        throw new IllegalArgumentException(
            "dates: want from not after to, not " + from + " to " + to);
      }
      return toBuilder().setFrom(from).setTo(to).build();
    }

    /** How many bytes of a plain file one worker reads at a time; at least 1, 32 MiB by default. */
    public Read withRangeBytes(long rangeBytes) {
      if (rangeBytes < 1) {
        throw new IllegalArgumentException("rangeBytes: want at least 1, not " + rangeBytes);
      }
      return toBuilder().setRangeBytes(rangeBytes).build();
    }

    @Override
    public SnapshotResult expand(PBegin input) {
      LocalDate from = getFrom();
      LocalDate to = getTo();
      if (getFiles().isEmpty() || getCategories().isEmpty() || from == null || to == null) {
        throw new IllegalStateException(
            "SnapshotIO.read() wants withFiles, withCategories and withDates");
      }
      Scope scope = new Scope(getCategories(), from, to, AnnouncementCalendar.arxiv());
      PCollectionTuple files =
          input
              .apply("Start", Impulse.create())
              .apply(
                  "Find files",
                  ParDo.of(new FindFilesFn(getFiles()))
                      .withOutputTags(FindFilesFn.FILES, TupleTagList.of(FindFilesFn.FAILURES)));
      PCollectionTuple ranges =
          files
              .get(FindFilesFn.FILES)
              .apply("Spread files", Reshuffle.viaRandomKey())
              .apply(
                  "Split files",
                  ParDo.of(new SplitFileFn(getRangeBytes()))
                      .withOutputTags(SplitFileFn.RANGES, TupleTagList.of(SplitFileFn.FAILURES)));
      PCollectionTuple read =
          ranges
              .get(SplitFileFn.RANGES)
              .apply("Spread ranges", Reshuffle.viaRandomKey())
              .apply(
                  "Read ranges",
                  ParDo.of(new ReadRangeFn(scope))
                      .withOutputTags(
                          ReadRangeFn.PAPERS,
                          TupleTagList.of(ReadRangeFn.BAD_RECORDS)
                              .and(ReadRangeFn.NEWEST_UPDATE)
                              .and(ReadRangeFn.FAILURES)));
      return result(files, ranges, read);
    }

    private static SnapshotResult result(
        PCollectionTuple files, PCollectionTuple ranges, PCollectionTuple read) {
      PCollection<String> newestUpdate =
          read.get(ReadRangeFn.NEWEST_UPDATE)
              .setCoder(StringUtf8Coder.of())
              .apply("Newest update", Combine.globally(Read::later).withoutDefaults());
      PCollection<RunFailure> failures =
          PCollectionList.of(files.get(FindFilesFn.FAILURES))
              .and(ranges.get(SplitFileFn.FAILURES))
              .and(read.get(ReadRangeFn.FAILURES))
              .apply("Failures", Flatten.pCollections());
      return new SnapshotResult(
          read.get(ReadRangeFn.PAPERS), read.get(ReadRangeFn.BAD_RECORDS), newestUpdate, failures);
    }

    private static String later(String date, String other) {
      return date.compareTo(other) < 0 ? other : date;
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      super.populateDisplayData(builder);
      builder
          .add(DisplayData.item("files", String.join(",", getFiles())))
          .add(DisplayData.item("categories", String.join(",", getCategories())))
          .add(DisplayData.item("dates", getFrom() + " to " + getTo()))
          .add(DisplayData.item("rangeBytes", getRangeBytes()));
    }
  }
}
