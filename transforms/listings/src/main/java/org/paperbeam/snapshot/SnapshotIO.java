package org.paperbeam.snapshot;

import com.google.auto.value.AutoValue;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.arxiv.ArxivTaxonomy;
import org.paperbeam.calendar.AnnouncementCalendar;

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

    /**
     * Which of arXiv's categories, at least one: {@code cs.LG}, or an archive such as {@code cs}.
     */
    public Read withCategories(List<String> categories) {
      if (categories.isEmpty() || categories.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "categories: want at least one, e.g. cs.LG, not " + categories);
      }
      return toBuilder()
          .setCategories(categories.stream().map(ArxivTaxonomy::require).distinct().toList())
          .build();
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
      PCollectionTuple ranges =
          input
              .apply("Start", Impulse.create())
              .apply(
                  "Find ranges",
                  ParDo.of(new FindRangesFn(getFiles(), getRangeBytes()))
                      .withOutputTags(FindRangesFn.RANGES, TupleTagList.of(FindRangesFn.FAILURES)));
      // Keys of their own spread the ranges; a Reshuffle would take seven steps for that.
      PCollectionTuple read =
          ranges
              .get(FindRangesFn.RANGES)
              .setCoder(KvCoder.of(VarIntCoder.of(), rangeCoder(input.getPipeline())))
              .apply("Spread ranges", GroupByKey.create())
              .apply(
                  "Read ranges",
                  ParDo.of(new ReadRangesFn(scope))
                      .withOutputTags(
                          ReadRangesFn.PAPERS,
                          TupleTagList.of(ReadRangesFn.BAD_RECORDS)
                              .and(ReadRangesFn.FACTS)
                              .and(ReadRangesFn.FAILURES)));
      return new SnapshotResult(
          read.get(ReadRangesFn.PAPERS),
          read.get(ReadRangesFn.BAD_RECORDS),
          read.get(ReadRangesFn.FACTS),
          PCollectionList.of(ranges.get(FindRangesFn.FAILURES))
              .and(read.get(ReadRangesFn.FAILURES))
              .apply("Failures", Flatten.pCollections()));
    }

    private static Coder<FileRange> rangeCoder(Pipeline pipeline) {
      try {
        return pipeline.getSchemaRegistry().getSchemaCoder(FileRange.class);
      } catch (NoSuchSchemaException e) {
        throw new IllegalStateException("a range of a file has no schema", e);
      }
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
