package org.paperbeam.export;

import com.google.auto.value.AutoValue;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.Outcome;
import org.paperbeam.storage.Folder;

/**
 * Writes days of records as files that other engines read: {@code TARGET/day=D/records.EXTENSION},
 * one a day, so that the days are the shards and engines know {@code day} as a partition.
 *
 * <pre>{@code
 * pipeline.apply(
 *     "Export records",
 *     ExportRecords.write()
 *         .withRecords(Folder.of("out"), List.of("2026-03-03", "2026-03-04"))
 *         .withTarget(Folder.of("table"), ExportFormat.PARQUET));
 * }</pre>
 *
 * <p>Guaranteed: a file appears whole or not at all; it replaces the one that an earlier export
 * wrote for that day and format, also where no record has the outcomes any more; days and formats
 * that are not asked for stay as they are. So a repeat leaves the same rows. Their order within a
 * file is not fixed.
 *
 * <p>A day is held in memory by one worker. What cannot be read fails the job, with a message that
 * names the file.
 */
@AutoValue
public abstract class ExportRecords extends PTransform<PBegin, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1L;

  abstract @Nullable Folder getOutput();

  abstract List<String> getDates();

  abstract Set<Outcome> getOutcomes();

  abstract @Nullable Folder getTarget();

  abstract @Nullable ExportFormat getFormat();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setOutput(Folder output);

    abstract Builder setDates(List<String> dates);

    abstract Builder setOutcomes(Set<Outcome> outcomes);

    abstract Builder setTarget(Folder target);

    abstract Builder setFormat(ExportFormat format);

    abstract ExportRecords build();
  }

  /** An export of every outcome; records and target must be set. */
  public static ExportRecords write() {
    return new AutoValue_ExportRecords.Builder()
        .setDates(List.of())
        .setOutcomes(EnumSet.allOf(Outcome.class))
        .build();
  }

  /**
   * What is exported.
   *
   * @param output a folder that runs have written
   * @param dates of it, ISO, each at most once; those without records have no rows
   */
  public ExportRecords withRecords(Folder output, List<String> dates) {
    dates.forEach(LocalDate::parse);
    return toBuilder().setOutput(output).setDates(List.copyOf(dates)).build();
  }

  /** Only records with one of these outcomes, at least one; all by default. */
  public ExportRecords withOutcomes(Collection<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes: want at least one");
    }
    return toBuilder().setOutcomes(EnumSet.copyOf(outcomes)).build();
  }

  /** Where the files go, and in which form. The folder must not be one that runs write. */
  public ExportRecords withTarget(Folder target, ExportFormat format) {
    return toBuilder().setTarget(target).setFormat(format).build();
  }

  /** The path of a day's file in the target. */
  public static String file(String date, ExportFormat format) {
    return "day=" + date + "/records." + format.label();
  }

  @Override
  public WriteFilesResult<String> expand(PBegin input) {
    Folder output = getOutput();
    Folder target = getTarget();
    ExportFormat format = getFormat();
    if (output == null || target == null || format == null) {
      throw new IllegalStateException("ExportRecords wants withRecords and withTarget");
    }
    return input
        .apply("Days", Create.of(getDates()).withCoder(StringUtf8Coder.of()))
        .apply("Spread days", Reshuffle.viaRandomKey())
        .apply("Read days", ParDo.of(new ReadDaysFn(output, getOutcomes(), target, format)))
        .setRowSchema(RecordRows.schema())
        .apply(
            "Write days",
            FileIO.<String, Row>writeDynamic()
                .by(row -> row.getString("date"))
                .withDestinationCoder(StringUtf8Coder.of())
                .via(format.sink())
                .to(target.path())
                .withNaming(
                    date -> (window, pane, shards, shard, compression) -> file(date, format))
                .withNumShards(1));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("output", String.valueOf(getOutput())))
        .add(DisplayData.item("dates", getDates().size()))
        .add(DisplayData.item("outcomes", getOutcomes().toString()))
        .add(DisplayData.item("target", String.valueOf(getTarget())))
        .add(DisplayData.item("format", String.valueOf(getFormat())));
  }
}
