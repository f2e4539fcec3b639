package org.paperbeam.snapshot;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.paper.RunFailure;

/** Finds the files of all patterns, each once; a pattern without a file is a failure of the run. */
final class FindFilesFn extends DoFn<byte[], FileRange> {
  static final TupleTag<FileRange> FILES = new TupleTag<>() {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private static final long serialVersionUID = 1L;

  private final List<String> patterns;

  FindFilesFn(List<String> patterns) {
    this.patterns = patterns;
  }

  @ProcessElement
  public void process(MultiOutputReceiver out) {
    Map<String, Metadata> files = new TreeMap<>();
    for (String pattern : patterns) {
      try {
        MatchResult match = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
        for (Metadata file : match.metadata()) {
          files.put(file.resourceId().toString(), file);
        }
        if (match.metadata().isEmpty()) {
          fail(out, pattern, "there is no such file");
        }
      } catch (IOException | IllegalArgumentException e) {
        fail(out, pattern, SnapshotFailure.reason(e));
      }
    }
    files.forEach(
        (path, file) -> {
          boolean splittable = SnapshotFile.of(path).isSplittable(file);
          out.get(FILES)
              .output(FileRange.of(path, 0, splittable ? file.sizeBytes() : Long.MAX_VALUE));
        });
  }

  private static void fail(MultiOutputReceiver out, String pattern, String reason) {
    out.get(FAILURES)
        .output(
            SnapshotFailure.of(
                FailureKind.MISSING,
                "cannot find the snapshot "
                    + pattern
                    + ": "
                    + reason
                    + "; name its JSON Lines files by path or pattern"));
  }
}
