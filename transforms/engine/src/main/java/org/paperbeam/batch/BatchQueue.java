package org.paperbeam.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paperbeam.batch.BatchSender.Collected;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.ledger.LedgerEntry;

/**
 * The calls that wait for the next batch, in order, and when that may be sent. Used by the lane's
 * thread.
 */
final class BatchQueue {
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(10);

  private final BatchOptions limits;
  private final List<Collected> collected = new ArrayList<>();
  private long bytes;
  private long notBefore;
  private final long shortestPause;
  private long nextPause;

  /** Prompt tokens that the service lets wait at one time; learnt when it refuses more. */
  private long mostTokens = Long.MAX_VALUE;

  /**
   * An empty queue.
   *
   * @param now nanoseconds of the lane's clock, as all times here
   */
  BatchQueue(BatchOptions limits, long now) {
    this.limits = limits;
    this.notBefore = now;
    this.shortestPause = TimeUnit.SECONDS.toNanos(limits.pollSeconds());
    this.nextPause = shortestPause;
  }

  /** When the next batch may be sent. */
  long notBefore() {
    return notBefore;
  }

  /** Something went wrong with the last batch: the next one waits as long as a look at one does. */
  void waitAPoll(long now) {
    notBefore = Math.max(notBefore, now + shortestPause);
  }

  /**
   * The service refused a line for the rate: the next batch waits, each time for twice as long.
   * Other lines that are refused meanwhile change nothing.
   *
   * @return the nanoseconds of the wait that begins; 0 when one is on already
   */
  long slowDown(long now) {
    if (notBefore - now > 0) {
      return 0;
    }
    long pause = nextPause;
    notBefore = now + pause;
    nextPause = Math.max(shortestPause, Math.min(2 * pause, LONGEST_PAUSE));
    return pause;
  }

  /** The service answered a line: it is not to be waited for any longer than at first. */
  void answered(long now) {
    notBefore = Math.min(notBefore, now + shortestPause);
    nextPause = shortestPause;
  }

  void add(Collected call) {
    collected.add(call);
    bytes += call.line().length;
  }

  /** Whether a batch is full: what is collected must go before more is put into memory. */
  boolean isFull() {
    return collected.size() >= limits.mostRequests() || bytes >= limits.mostBytes();
  }

  boolean isEmpty() {
    return collected.isEmpty();
  }

  /** The service refused that many waiting tokens: half as many from now on. */
  void refused(long tokens) {
    mostTokens = Math.max(1, tokens / 2);
  }

  /**
   * What goes into the next batch; empty when it must wait.
   *
   * @param openTokens prompt tokens of the batches that are open
   */
  List<Collected> next(long openTokens) {
    List<Collected> chunk = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    long size = 0;
    long tokens = openTokens;
    for (Collected one : collected) {
      size += one.line().length;
      tokens += one.request().promptTokens();
      boolean full =
          chunk.size() == limits.mostRequests() || size > limits.mostBytes() || tokens > mostTokens;
      // A first request goes out however large it is, or it would wait for ever.
      boolean first = chunk.isEmpty() && openTokens == 0;
      if ((full && !first) || !ids.add(one.request().customId())) {
        break;
      }
      chunk.add(one);
    }
    return chunk;
  }

  /** Takes out the calls that {@link #next} gave and that are at the service now. */
  void remove(List<Collected> sent) {
    collected.subList(0, sent.size()).clear();
    weigh();
  }

  /** Moves the calls that a batch of another run asks for over to it. */
  void moveTo(PendingBatch other) {
    for (Iterator<Collected> calls = collected.iterator(); calls.hasNext(); ) {
      Collected one = calls.next();
      if (other.has(one.request().customId())) {
        other.attach(one.request().customId(), one.call());
        calls.remove();
      }
    }
    weigh();
  }

  private void weigh() {
    bytes = collected.stream().mapToLong(one -> one.line().length).sum();
  }

  /**
   * Takes out the calls of which one of these answers answers every paper.
   *
   * @param answered calls of other runs
   */
  Map<Call, LedgerEntry> takeAnswered(FirstAnswers<LedgerEntry> answered) {
    Map<Call, LedgerEntry> found = new LinkedHashMap<>();
    for (Iterator<Collected> calls = collected.iterator(); calls.hasNext(); ) {
      Collected one = calls.next();
      Set<LedgerEntry> entries = new HashSet<>();
      one.request().papers().forEach(paper -> entries.add(answered.get(paper.getKey())));
      LedgerEntry entry = entries.size() == 1 ? entries.iterator().next() : null;
      if (entry != null) {
        found.put(one.call(), entry);
        calls.remove();
      }
    }
    weigh();
    return found;
  }

  /** All calls, handed over once. */
  List<Call> takeAll() {
    List<Call> calls = collected.stream().map(Collected::call).toList();
    collected.clear();
    bytes = 0;
    return calls;
  }
}
