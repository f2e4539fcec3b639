package org.paperbeam.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Places;

/**
 * Finds the files of all patterns, each once, and cuts them into ranges of about the same size,
 * unless they must be read from their beginning; each range under a key of its own, for the runner
 * to spread. A pattern without a file is a failure of the run; so is a file that cannot be JSON
 * Lines, refused here as a whole, once, before each of its lines would be.
 */
final class FindRangesFn extends DoFn<byte[], KV<Integer, FileRange>> {
  static final TupleTag<KV<Integer, FileRange>> RANGES = new TupleTag<>() {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>() {};

  private static final long serialVersionUID = 1L;

  private final List<String> patterns;
  private final long rangeBytes;

  FindRangesFn(List<String> patterns, long rangeBytes) {
    this.patterns = patterns;
    this.rangeBytes = rangeBytes;
  }

  @ProcessElement
  public void process(MultiOutputReceiver out) {
    Map<String, Metadata> files = new TreeMap<>();
    for (String pattern : patterns) {
      try {
        if (isFileOfThisMachine(pattern)) {
          files.put(pattern, literal(pattern));
          continue;
        }
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
    int ranges = 0;
    for (Map.Entry<String, Metadata> file : files.entrySet()) {
      if (isReadable(file.getKey(), out)) {
        ranges = cut(file.getKey(), file.getValue(), ranges, out);
      }
    }
  }

  /** A pattern that is the very name of a file means that file, whatever characters are in it. */
  private static boolean isFileOfThisMachine(String pattern) {
    return Places.isLocal(pattern) && Files.isRegularFile(Path.of(pattern));
  }

  private static Metadata literal(String path) throws IOException {
    return Metadata.builder()
        .setResourceId(FileSystems.matchNewResource(path, false))
        .setSizeBytes(Files.size(Path.of(path)))
        .setIsReadSeekEfficient(true)
        .setLastModifiedMillis(Files.getLastModifiedTime(Path.of(path)).toMillis())
        .build();
  }

  private static boolean isReadable(String path, MultiOutputReceiver out) {
    RunFailure failure;
    try {
      Optional<String> refusal = SnapshotFile.of(path).refusal();
      if (refusal.isEmpty()) {
        return true;
      }
      failure = SnapshotFailure.of(FailureKind.BROKEN, path + " " + refusal.get());
    } catch (IOException | RuntimeException e) {
      failure =
          SnapshotFailure.of(
              FailureKind.STORAGE, "cannot read " + path + ": " + SnapshotFailure.reason(e));
    }
    out.get(FAILURES).output(failure);
    return false;
  }

  private int cut(String path, Metadata file, int firstKey, MultiOutputReceiver out) {
    int key = firstKey;
    if (!SnapshotFile.of(path).isSplittable(file)) {
      out.get(RANGES).output(KV.of(key++, FileRange.of(path, 0, Long.MAX_VALUE)));
      return key;
    }
    for (long from = 0; from < file.sizeBytes(); from += rangeBytes) {
      // The last range is open: a file that has grown since it was found is read to its end.
      long next = from + rangeBytes;
      long until = next < file.sizeBytes() ? next : Long.MAX_VALUE;
      out.get(RANGES).output(KV.of(key++, FileRange.of(path, from, until)));
    }
    return key;
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
