package org.paperbeam.lane;

import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.FailureKind;

/** What the lane tells those who watch while it works; the accounts come from elsewhere. */
public interface LaneMetrics {
  void started();

  void queued(int calls);

  void requested();

  void retried();

  void rateLimited();

  /** A call brought no answer, for whatever reason, a refusal for the rate included. */
  void failed(FailureKind why);

  /**
   * The lane is about to wait for at most so many nanoseconds: what was told until now should be
   * seen.
   *
   * @return when to come back at the latest, to have more seen; not more than {@code nanos}
   */
  long waiting(long nanos);

  void answered(PaidCall call, long costMicroUsd, long latencyMillis);

  void throttled(long millis);

  void inFlight(int calls);
}
