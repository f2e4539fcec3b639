package org.paperbeam.lane;

import org.paperbeam.calls.PaidCall;

/** What the lane tells those who watch while it works; the accounts come from elsewhere. */
public interface LaneMetrics {
  void started();

  void queued(int calls);

  void requested();

  void retried();

  void rateLimited();

  void answered(PaidCall call, long costMicroUsd, long latencyMillis);

  void throttled(long millis);

  void inFlight(int calls);
}
