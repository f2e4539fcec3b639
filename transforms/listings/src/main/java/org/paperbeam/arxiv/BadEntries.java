package org.paperbeam.arxiv;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * The entries of one listing that could not be read: one odd entry costs one entry. They are kept
 * in {@value #FILE}, and fail the listing when there are more of them than allowed. Entries that
 * were certainly not asked for are named and do not count.
 */
final class BadEntries {
  static final String FILE = "bad-records.jsonl";

  /** As many are passed over when nothing is said, and no more than there are good ones. */
  static final int FEW = 10;

  private record Found(String where, BadEntry entry) {}

  private final List<Found> found = new ArrayList<>();

  void add(String where, BadEntry entry) {
    found.add(new Found(where, entry));
  }

  /**
   * Keeps the entries and says one sentence about them.
   *
   * @param folder where; null to name them only
   * @param max how many may be bad, 0 or more; null for a few, see {@link #FEW}
   * @param good how many entries were read
   * @param sink gets the warnings
   * @return why nothing may be published; null when the listing may go on without them
   */
  @Nullable RunFailure judge(
      @Nullable Folder folder, @Nullable Long max, long good, ListingSink sink) throws IOException {
    if (found.isEmpty()) {
      return null;
    }
    String place = folder == null ? "" : ", see " + folder + "/" + FILE;
    if (folder != null) {
      RetainedFiles retained = new RetainedFiles();
      boolean unused =
          retained.tryWrite(folder + "/" + FILE, () -> folder.writeIfChanged(FILE, lines()));
      retained.summary().ifPresent(sink::warning);
    }
    long counted = found.stream().filter(f -> !f.entry().harmless()).count();
    String what = sentence(found.size()) + place + "; the first: " + describe(first(counted > 0));
    if (counted > (max == null ? Math.min(FEW, good) : max)) {
      return RunFailure.of(
          FailureStage.LISTING,
          FailureKind.BROKEN,
          what,
          Remedy.ALLOW_BAD_RECORDS,
          String.valueOf(counted));
    }
    sink.warning(
        what
            + (counted == 0
                ? "; none of them was asked for"
                : "; passed over, so that what they announce is not listed"));
    return null;
  }

  private static String sentence(int count) {
    return count
        + (count == 1 ? " entry" : " entries")
        + " of arXiv's listing cannot be read as announced";
  }

  private Found first(boolean counted) {
    return found.stream().filter(f -> !counted || !f.entry().harmless()).findFirst().orElseThrow();
  }

  private static String describe(Found one) {
    return one.entry().reason() + " (" + one.where() + ")";
  }

  private String lines() {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Found one : found) {
      lines
          .append(
              json.createObjectNode()
                  .put("file", one.where())
                  .put("arxiv_id", one.entry().id().isEmpty() ? null : one.entry().id())
                  .put("reason", one.entry().reason())
                  .put("asked_for", !one.entry().harmless())
                  .put("excerpt", one.entry().excerpt()))
          .append('\n');
    }
    return lines.toString();
  }
}
