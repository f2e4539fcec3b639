package org.paperbeam.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.Call;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.OpenBatch;

/**
 * An open batch, of this run or of another, and the calls of this run that wait for it. Used by the
 * lane's thread.
 */
final class PendingBatch {
  private final int number;
  private final Map<String, BatchedRequest> requests = new LinkedHashMap<>();
  private final Map<String, List<Call>> calls = new HashMap<>();
  private OpenBatch open;
  private int doubts;
  private long doubtedSince;
  private boolean lookedAt;
  private @Nullable String shown;
  private long shownAt;

  PendingBatch(int number, OpenBatch open) {
    this.number = number;
    this.open = open;
    open.requests().forEach(request -> requests.put(request.customId(), request));
  }

  OpenBatch open() {
    return open;
  }

  void open(OpenBatch now) {
    open = now;
  }

  /** How people are told of it. */
  String title() {
    return "batch " + number;
  }

  /** The service's name for it, or ours while it has none. */
  String id() {
    String id = open.batchId();
    return id == null ? open.name() : id;
  }

  Map<String, BatchedRequest> requests() {
    return requests;
  }

  boolean has(String customId) {
    return requests.containsKey(customId);
  }

  void attach(String customId, Call call) {
    calls.computeIfAbsent(customId, id -> new ArrayList<>()).add(call);
  }

  /** Whether any call of this run waits for it. */
  boolean isAwaited() {
    return !calls.isEmpty();
  }

  /** The calls that wait for that answer, handed over once. */
  List<Call> take(String customId) {
    List<Call> waiting = calls.remove(customId);
    return waiting == null ? List.of() : waiting;
  }

  /** All calls that still wait, handed over once. */
  List<Call> takeAll() {
    List<Call> all = calls.values().stream().flatMap(List::stream).toList();
    calls.clear();
    return all;
  }

  long promptTokens() {
    return open.requests().stream().mapToLong(BatchedRequest::promptTokens).sum();
  }

  /**
   * A look left open what became of it.
   *
   * @param now nanoseconds of the lane's clock
   * @return whether there were so many in a row, over so long, that another would not help
   */
  boolean doubted(long now, int looks, long nanos) {
    if (doubts++ == 0) {
      doubtedSince = now;
    }
    return doubts > looks && now - doubtedSince >= nanos;
  }

  /** A look was clear. */
  void seen() {
    doubts = 0;
  }

  /** Whether this is the first look. */
  boolean firstLook() {
    boolean first = !lookedAt;
    lookedAt = true;
    return first;
  }

  /** Whether people should be told that again: it is new, or told long ago. */
  boolean isNews(String text, long now, long again) {
    if (text.equals(shown) && now - shownAt < again) {
      return false;
    }
    shown = text;
    shownAt = now;
    return true;
  }
}
