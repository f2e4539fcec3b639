package org.paperbeam.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * Moves the days that an older version wrote ({@code scores/date=D/}, {@code unscored/date=D/}) to
 * where they stand now, once.
 *
 * <p>A day is copied, its manifest last, and only then removed from its old place: at any moment
 * one of the two is whole, {@link RecordFiles#read} finds it, and who is stopped on the way only
 * has to begin again. A day that stands in both places was written anew since; the old one goes.
 * Nothing that stands in the new place is overwritten but what a move left unfinished, so any
 * number of runs may move one folder at once. Files of others in the old folders stay.
 */
public final class OldDays {
  private static final int DAYS_AT_ONCE = 16;

  private OldDays() {}

  /**
   * Moves every old day; one listing when there is none.
   *
   * @return how many were moved; those that a retention policy keeps in the old place, too, are not
   *     counted
   * @throws IOException naming what could not be read or written; a second call goes on
   */
  public static int move(Folder output) throws IOException {
    Set<String> old = new HashSet<>();
    for (String path : output.list(DayPaths.BEFORE.scores("*") + "*")) {
      old.add(path.substring(DayPaths.BEFORE.scores("").length() - 1, path.lastIndexOf('/')));
    }
    if (old.isEmpty()) {
      return 0;
    }
    Set<String> whole = new HashSet<>(DayPaths.NOW.dates(output));
    List<Callable<Boolean>> moves = new ArrayList<>();
    for (String date : old) {
      moves.add(() -> (whole.contains(date) || copy(output, date)) && remove(output, date));
    }
    return inParallel(moves);
  }

  private static int inParallel(List<Callable<Boolean>> moves) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(DAYS_AT_ONCE, moves.size()));
    try {
      int moved = 0;
      for (Future<Boolean> move : threads.invokeAll(moves)) {
        moved += move.get() ? 1 : 0;
      }
      return moved;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while moving the days of an older version", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Copies a day; false when it was never written to its end, so that there is nothing to move. */
  private static boolean copy(Folder output, String date) throws IOException {
    StoredFile manifest = output.find(DayPaths.BEFORE.manifestFile(date));
    if (manifest == null) {
      return false;
    }
    String letters = DayPaths.NOW.unscoredFile(date);
    boolean alone =
        put(output, date, DayPaths.NOW.recordsFile(date), DayPaths.BEFORE.recordsFile(date))
            && put(output, date, letters, DayPaths.BEFORE.unscoredFile(date));
    String target = DayPaths.NOW.manifestFile(date);
    if (alone && !output.writeIf(WriteCondition.absent(), target, manifest.bytes())) {
      removeStray(output, date, letters);
    }
    return true;
  }

  /** Copies a file if there is one; false when another run has moved the day meanwhile. */
  private static boolean put(Folder output, String date, String target, String source)
      throws IOException {
    StoredFile old = output.find(source);
    if (old == null) {
      if (isWhole(output, date)) {
        // Another run has moved the day, and removes it.
        return false;
      }
      // A day without unscored papers; a move that was stopped may have found some.
      output.delete(List.of(target));
      return true;
    }
    if (output.writeIf(WriteCondition.absent(), target, old.bytes())) {
      return true;
    }
    StoredFile there = output.find(target);
    if (isWhole(output, date)) {
      return false;
    }
    if (there == null || !same(there, old)) {
      // What a move that was stopped left of a day that has been run again by the older version.
      if (!output.writeIf(WriteCondition.unchangedSince(there), target, old.bytes())) {
        throw new IOException(
            output + "/" + target + " was written by another run just now; start again");
      }
    }
    return true;
  }

  /**
   * Another run has moved the day and may have written it anew, without unscored papers, just
   * before those of the old day were put there.
   */
  private static void removeStray(Folder output, String date, String letters) throws IOException {
    try {
      RecordFiles.read(output, date);
    } catch (ConservationException e) {
      output.delete(List.of(letters));
    }
  }

  private static boolean same(StoredFile a, StoredFile b) {
    return Arrays.equals(a.bytes(), b.bytes());
  }

  private static boolean isWhole(Folder output, String date) throws IOException {
    return output.find(DayPaths.NOW.manifestFile(date)) != null;
  }

  /** Its facts go last, for {@link #move} finds by them what is left to remove. */
  private static boolean remove(Folder output, String date) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String file :
        List.of(
            DayPaths.BEFORE.unscoredFile(date),
            DayPaths.BEFORE.recordsFile(date),
            DayPaths.BEFORE.manifestFile(date))) {
      kept.addAll(output.delete(List.of(file)));
    }
    output.removeIfEmpty(DayPaths.BEFORE.scores(date));
    output.removeIfEmpty(DayPaths.BEFORE.unscored(date));
    return kept.isEmpty();
  }
}
