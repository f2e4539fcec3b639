package org.paperbeam.lane;

import java.time.Duration;
import java.util.Locale;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallClock;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;

/**
 * Tells those who watch why calls bring no answers, in the service's own words: the first time at
 * once, then at most every {@link #BETWEEN_NOTICES}. Used by the lane's thread.
 */
final class Complaints {
  static final Duration BETWEEN_NOTICES = Duration.ofSeconds(30);

  private final String service;
  private final CallClock clock;
  private final LaneOutput out;
  private long untold;
  private boolean toldYet;
  private long toldAt;

  Complaints(String service, CallClock clock, LaneOutput out) {
    this.service = service;
    this.clock = clock;
    this.out = out;
  }

  /**
   * A call brought no answer. Batches tell for themselves how they are, and what ends the run is
   * told at its end.
   */
  void failed(Call call, Failed failed) {
    if (call.batch() || failed.kind() == Kind.FATAL) {
      return;
    }
    untold++;
    long now = clock.nanoTime();
    if (toldYet && now - toldAt < BETWEEN_NOTICES.toNanos()) {
      return;
    }
    toldYet = true;
    toldAt = now;
    out.notice(
        String.format(
            Locale.ROOT,
            "the LLM service %s: %,d %s without an answer, the last one: %s",
            service,
            untold,
            untold == 1 ? "call" : "calls",
            failed.detail()));
    untold = 0;
  }
}
