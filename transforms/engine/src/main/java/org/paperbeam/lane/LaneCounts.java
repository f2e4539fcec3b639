package org.paperbeam.lane;

import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import org.paperbeam.calls.PaidCall;

/**
 * Counts what a lane does: at once for those who watch, and in the end for the run report. Used by
 * the lane's thread.
 */
final class LaneCounts {
  private final LaneMetrics metrics;
  private long requests;
  private long retries;
  private long rateLimited;
  private long throttledNanos;
  private final LongSummaryStatistics queued = new LongSummaryStatistics();
  private final LongSummaryStatistics latencies = new LongSummaryStatistics();

  LaneCounts(LaneMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * A call started.
   *
   * @param ready calls that could not start with it
   */
  void started(LaneTask task, int ready) {
    queued.accept(ready);
    metrics.queued(ready);
    if (task.again()) {
      retries++;
      metrics.retried();
    }
  }

  void inFlight(int calls) {
    metrics.inFlight(calls);
  }

  /** A call ended, answered or not, and not because it was refused for the rate. */
  void requested() {
    requests++;
    metrics.requested();
  }

  void rateLimited() {
    rateLimited++;
    metrics.rateLimited();
  }

  void answered(PaidCall paid, long costMicroUsd, long nanos) {
    requested();
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    latencies.accept(millis);
    metrics.answered(paid, costMicroUsd, millis);
  }

  /** A call was ready, and only the limits held it back for so long. */
  void throttled(long nanos) {
    throttledNanos += nanos;
    metrics.throttled(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** What was counted so far; the rest of a tally is not for this class to know. */
  LaneTally.Builder tally() {
    return LaneTally.builder()
        .setRequests(requests)
        .setRetries(retries)
        .setRateLimited(rateLimited)
        .setThrottledMillis(TimeUnit.NANOSECONDS.toMillis(throttledNanos))
        .setLatencyMillis(Spread.of(latencies))
        .setQueue(Spread.of(queued));
  }
}
