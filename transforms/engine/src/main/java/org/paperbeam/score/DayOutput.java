package org.paperbeam.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.Publisher;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;

/**
 * Publishes each date when its last paper is decided. Files are written beside the lane, one date
 * after another, so that no call waits for them; what came of it is put out on the lane's thread.
 */
final class DayOutput extends BeamOutput {
  /** A date that the lane has come to, and what was found out of it since. */
  private record Draft(DayDraft before, List<PaperRecord> records, List<UnscoredPaper> unscored) {
    static Draft of(DayDraft before) {
      return new Draft(before, new ArrayList<>(), new ArrayList<>());
    }
  }

  /** A date that is being written. */
  private record Writing(DayDraft day, CompletableFuture<Publisher.Published> result) {}

  /** Dates that may wait to be written before the lane waits too; 1,500 papers each at most. */
  private static final int MOST_WRITING = 8;

  private final DayWriter writer;
  private final Map<String, Draft> drafts = new HashMap<>();

  /** Calls by their date; the lane may hear of some before it comes to the date. */
  private final Map<String, List<PaidCall>> calls = new HashMap<>();

  private final Deque<Writing> writing = new ArrayDeque<>();
  private final Counter published =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.DAYS_PUBLISHED);
  private final Counter unscoredPapers =
      Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_UNSCORED);
  private @Nullable RunFailure obstacle;
  private boolean obstacleTold;

  DayOutput(Decisions decisions, MultiOutputReceiver out, Publisher publisher) {
    super(decisions, out);
    this.writer = new DayWriter(publisher);
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
        PackedDay day = days.next();
        DayDraft draft = day.getDraft();
        if (draft == null) {
          throw new IllegalStateException("nothing is known of " + day.date() + " to publish it");
        }
        drafts.put(day.date(), Draft.of(draft));
        return day.getPrompts();
      }
    };
  }

  @Override
  void decided(PaperRecord record) {
    drafts.get(record.getPaper().getDate()).records().add(record);
    metrics().decided();
  }

  @Override
  void unscored(UnscoredPaper paper) {
    drafts.get(paper.getDate()).unscored().add(paper);
  }

  @Override
  public void paid(PaidCall call) {
    super.paid(call);
    calls.computeIfAbsent(call.getDate(), date -> new ArrayList<>()).add(call);
  }

  @Override
  public void dayDecided(String date) {
    DayDraft day = takeDraft(date);
    writing.add(new Writing(day, writer.write(day)));
  }

  @Override
  public void dayAbandoned(String date) {
    out().get(AskLlm.SUMMARIES).output(takeDraft(date).incomplete());
  }

  private DayDraft takeDraft(String date) {
    Draft draft = drafts.remove(date);
    List<PaidCall> paid = calls.remove(date);
    return draft.before().with(draft.records(), draft.unscored(), paid == null ? List.of() : paid);
  }

  @Override
  public @Nullable RunFailure obstacle() {
    tellWritten();
    if (obstacle == null) {
      obstacle = writer.failure();
    }
    return obstacle;
  }

  @Override
  public boolean isBehind(Runnable caughtUp) {
    if (writing.size() < MOST_WRITING) {
      return false;
    }
    // What became of it is told by obstacle(), in the lane's next turn.
    CompletableFuture<?> unused =
        writing.peekFirst().result().whenComplete((published, failure) -> caughtUp.run());
    return true;
  }

  private void tellWritten() {
    while (!writing.isEmpty() && writing.peekFirst().result().isDone()) {
      tell(writing.removeFirst());
    }
  }

  private void tell(Writing written) {
    Publisher.Published result = written.result().join();
    out().get(AskLlm.SUMMARIES).output(result.summary());
    if (result.failure() == null) {
      published.inc();
      unscoredPapers.inc(written.day().getUnscored().size());
    } else if (!result.stops()) {
      failed(result.failure());
    } else if (obstacle == null) {
      obstacle = result.failure();
    }
  }

  @Override
  public void failed(RunFailure failure) {
    obstacleTold |= failure == obstacle;
    super.failed(failure);
  }

  @Override
  List<String> finish() throws InterruptedException {
    while (!writing.isEmpty()) {
      Writing next = writing.peekFirst();
      try {
        next.result().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            next.day().date() + " could not be published", e.getCause());
      }
      tellWritten();
    }
    List<String> notices = writer.finish();
    RunFailure last = obstacle();
    if (last != null && !obstacleTold) {
      failed(last);
    }
    return notices;
  }

  @Override
  public void close() {
    writer.close();
  }
}
