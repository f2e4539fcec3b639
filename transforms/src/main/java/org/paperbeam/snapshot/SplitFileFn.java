package org.paperbeam.snapshot;

import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.paper.RunFailure;

/**
 * Cuts a file into ranges of about the same size, unless it must be read from its beginning. A file
 * that cannot be JSON Lines is refused here as a whole, once, before each of its lines would be.
 */
final class SplitFileFn extends DoFn<FileRange, FileRange> {
  static final TupleTag<FileRange> RANGES = new TupleTag<>() {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private static final long serialVersionUID = 1L;

  private final long rangeBytes;

  SplitFileFn(long rangeBytes) {
    this.rangeBytes = rangeBytes;
  }

  @ProcessElement
  public void process(@Element FileRange file, MultiOutputReceiver out) {
    try {
      Optional<String> refusal = SnapshotFile.of(file.getFile()).refusal();
      if (refusal.isPresent()) {
        out.get(FAILURES)
            .output(SnapshotFailure.of(FailureKind.BROKEN, file.getFile() + " " + refusal.get()));
        return;
      }
    } catch (IOException | RuntimeException e) {
      out.get(FAILURES)
          .output(
              SnapshotFailure.of(
                  FailureKind.STORAGE,
                  "cannot read " + file.getFile() + ": " + SnapshotFailure.reason(e)));
      return;
    }
    if (file.getUntil() == Long.MAX_VALUE) {
      out.get(RANGES).output(file);
      return;
    }
    for (long from = 0; from < file.getUntil(); from += rangeBytes) {
      // The last range is open: a file that has grown since it was found is read to its end.
      long next = from + rangeBytes;
      out.get(RANGES)
          .output(
              FileRange.of(file.getFile(), from, next < file.getUntil() ? next : Long.MAX_VALUE));
    }
  }
}
