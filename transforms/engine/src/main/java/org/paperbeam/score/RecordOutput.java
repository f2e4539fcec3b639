package org.paperbeam.score;

import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/** Puts out every decided paper, and leaves it to others what becomes of it. */
final class RecordOutput extends BeamOutput {
  RecordOutput(Decisions decisions, MultiOutputReceiver out) {
    super(decisions, out);
  }

  @Override
  Iterator<DayPrompts> taking(Iterator<PackedDay> days) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return days.hasNext();
      }

      @Override
      public DayPrompts next() {
        return days.next().getPrompts();
      }
    };
  }

  @Override
  void decided(PaperRecord record) {
    out().get(AskLlm.RECORDS).output(record);
    metrics().decided();
  }

  @Override
  void unscored(UnscoredPaper paper) {
    out().get(AskLlm.UNSCORED).output(paper);
  }

  @Override
  public void dayDecided(String date) {}

  @Override
  public void dayAbandoned(String date) {}

  @Override
  public @Nullable RunFailure obstacle() {
    return null;
  }

  @Override
  public boolean isBehind(Runnable caughtUp) {
    return false;
  }

  @Override
  List<String> finish() {
    return List.of();
  }

  @Override
  public void close() {}
}
