package org.paperbeam.limit;

import java.io.Serializable;

/**
 * What the user allows, for the whole job.
 *
 * @param requestsPerMinute calls started in any minute; 0 means that no option says it, and the
 *     rate is learnt from what the service answers
 * @param tokensPerMinute prompt and completion tokens of the calls started in any minute; 0 as
 *     above
 * @param maxInFlight calls that may wait for their answer at one time, 1 or more
 */
public record LimitConfig(int requestsPerMinute, int tokensPerMinute, int maxInFlight)
    implements Serializable {
  /** How many calls may wait at one time when nobody says it. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 16;

  public LimitConfig {
    if (requestsPerMinute < 0) {
      throw new IllegalArgumentException(
          "requestsPerMinute is " + requestsPerMinute + ", allowed is 1 or more, or 0 for none");
    }
    if (tokensPerMinute < 0) {
      throw new IllegalArgumentException(
          "tokensPerMinute is " + tokensPerMinute + ", allowed is 1 or more, or 0 for none");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "maxInFlight is " + maxInFlight + ", allowed is 1 or more");
    }
  }
}
