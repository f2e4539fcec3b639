package org.paperbeam.estimate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paperbeam.limit.LimitConfig;

/**
 * The shortest time in which calls can be made under the limits of a job.
 *
 * @param time as the tightest limit allows it
 * @param limit that limit, in words
 */
public record ShortestTime(Duration time, String limit) {
  /** How long a service takes at the least to begin an answer, and for each token of it. */
  private static final double SECONDS_A_CALL = 0.5;

  private static final double SECONDS_A_TOKEN = 0.01;

  /** The time for these calls; no time for none. */
  public static ShortestTime of(CallCount calls, LimitConfig limits) {
    List<ShortestTime> each = new ArrayList<>();
    double answering =
        calls.getRequests() * SECONDS_A_CALL + calls.getCompletionTokens() * SECONDS_A_TOKEN;
    each.add(
        seconds(
            answering / limits.maxInFlight(),
            String.format("%,d calls in flight, at 100 tokens a second", limits.maxInFlight())));
    if (limits.requestsPerMinute() > 0) {
      each.add(
          seconds(
              calls.getRequests() * 60.0 / limits.requestsPerMinute(),
              String.format("%,d calls a minute", limits.requestsPerMinute())));
    }
    if (limits.tokensPerMinute() > 0) {
      each.add(
          seconds(
              (calls.getPromptTokens() + calls.getCompletionTokens())
                  * 60.0
                  / limits.tokensPerMinute(),
              String.format("%,d tokens a minute", limits.tokensPerMinute())));
    }
    return each.stream().max(Comparator.comparing(ShortestTime::time)).orElseThrow();
  }

  private static ShortestTime seconds(double seconds, String limit) {
    return new ShortestTime(Duration.ofMillis(Math.round(seconds * 1000)), limit);
  }
}
