package org.paperbeam.examples;

import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.snapshot.SnapshotIO;
import org.paperbeam.snapshot.SnapshotResult;

/** Counts the papers of a snapshot by listing date and primary category. */
public final class CountSnapshot {
  private CountSnapshot() {}

  /** Takes a file pattern of the snapshot, where the counts go, and Beam's options. */
  public static void main(String[] args) {
    String[] beam = List.of(args).subList(2, args.length).toArray(String[]::new);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(beam).create());
    SnapshotResult snapshot =
        pipeline.apply(
            "Read snapshot",
            SnapshotIO.read()
                .withFiles(List.of(args[0]))
                .withCategories(List.of("cs", "math"))
                .withDates(LocalDate.parse("2025-03-24"), LocalDate.parse("2025-03-28")));
    snapshot
        .getPapers()
        .apply(
            "Date and category",
            MapElements.into(TypeDescriptors.strings())
                .via(paper -> paper.getDate() + " " + paper.getCategories().get(0)))
        .apply("Count", Count.perElement())
        .apply(
            "As lines",
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + " " + count.getValue()))
        .apply("Write counts", TextIO.write().to(args[1]).withoutSharding());
    pipeline.run().waitUntilFinish();
  }
}
