package org.paperbeam.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.paperbeam.limit.SimulatedLane.MINUTE;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paperbeam.limit.SimulatedLane.Arrival;
import org.paperbeam.limit.SimulatedLane.Calls;
import org.paperbeam.limit.SimulatedLane.Most;

/** What the service sees in every window of 60 seconds, the first one and across restarts. */
class LimitWindowsTest {
  private static final int SEEDS = 300;

  private static LimitConfig limits(int requests, int tokens) {
    return new LimitConfig(requests, tokens, 64);
  }

  /** Calls up to the whole minute's limit, slow ones, failing ones. */
  private static Calls calls(Random random, long limit) {
    long largest = Math.max(2, (long) (limit * (0.02 + 0.98 * random.nextDouble())));
    return new Calls(
        Math.max(1, largest / (1 + random.nextInt(10))),
        largest,
        0.2 + 0.8 * random.nextDouble(),
        Duration.ofSeconds(1 + random.nextInt(90)),
        random.nextBoolean() ? 0 : 0.3 * random.nextDouble(),
        1 + random.nextInt(64));
  }

  private static void assertHolds(String which, LimitConfig limits, Most most) {
    if (limits.tokensPerMinute() > 0) {
      assertThat(which, most.tokens(), is(lessThanOrEqualTo((long) limits.tokensPerMinute())));
    }
    if (limits.requestsPerMinute() > 0) {
      assertThat(which, most.requests(), is(lessThanOrEqualTo((long) limits.requestsPerMinute())));
    }
  }

  private static LimitConfig limits(Random random) {
    int requests = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(300);
    int tokens = requests > 0 && random.nextBoolean() ? 0 : 1_000 + random.nextInt(200_000);
    return limits(requests, tokens);
  }

  @Test
  void noWindowSeesMoreThanTheLimit() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      LimitConfig limits = limits(random);
      SimulatedLane lane =
          new SimulatedLane(limits, calls(random, Math.max(100, limits.tokensPerMinute())), seed);
      lane.lane(Duration.ofMinutes(6), seed % 2 == 0);
      assertHolds("seed " + seed, limits, lane.most());
    }
  }

  @Test
  void noWindowSeesMoreThanTheLimitWhenLanesAreLostAtAnyMoment() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      LimitConfig limits = limits(random);
      SimulatedLane lane =
          new SimulatedLane(limits, calls(random, Math.max(100, limits.tokensPerMinute())), seed);
      for (int lanes = 0; lanes < 8; lanes++) {
        // Some are lost within seconds, again and again.
        lane.lane(
            Duration.ofMillis(random.nextInt(random.nextBoolean() ? 20_000 : 200_000)), false);
        lane.pass(Duration.ofMillis(random.nextInt(20_000)));
      }
      assertHolds("seed " + seed, limits, lane.most());
    }
  }

  @Test
  void callsOfHalfAMinutesTokensDoNotPassItInTheFirstMinuteEither() {
    LimitConfig limits = limits(0, 20_000);
    for (int seed = 0; seed < 50; seed++) {
      SimulatedLane lane =
          new SimulatedLane(
              limits, new Calls(4_000, 9_500, 0.9, Duration.ofSeconds(2), 0, 16), seed);
      lane.lane(Duration.ofMinutes(2), false);
      assertHolds("seed " + seed, limits, lane.most());
    }
  }

  @Test
  void theTokensAreUsedToTheFull() {
    for (int limit : new int[] {20_000, 200_000, 2_000_000}) {
      for (int seed = 0; seed < 10; seed++) {
        SimulatedLane lane = new SimulatedLane(limits(0, limit), Calls.small(limit), seed);
        long from = lane.now() + MINUTE;
        lane.lane(Duration.ofMinutes(11), false);
        long used = lane.since(from).stream().mapToLong(Arrival::tokens).sum();
        assertThat(
            "limit " + limit + ", seed " + seed,
            (double) used / (10L * limit),
            is(greaterThanOrEqualTo(0.95)));
      }
    }
  }

  @Test
  void theRequestsAreUsedToTheFull() {
    for (int limit : new int[] {30, 240, 3_000}) {
      SimulatedLane lane =
          new SimulatedLane(
              limits(limit, 0), new Calls(10, 20, 0.5, Duration.ofSeconds(2), 0, 1_000), limit);
      long from = lane.now();
      lane.lane(Duration.ofMinutes(10), false);
      assertThat(
          "limit " + limit,
          (double) lane.since(from).size() / (10 * limit),
          is(greaterThanOrEqualTo(0.95)));
    }
  }

  @Test
  void aLaneAfterALostOneIsAtFullSpeedAfterAMinute() {
    int limit = 200_000;
    SimulatedLane lane = new SimulatedLane(limits(0, limit), Calls.small(limit), 1);
    lane.lane(Duration.ofMinutes(3), false);
    lane.pass(Duration.ofSeconds(5));
    long again = lane.now();
    lane.lane(Duration.ofMinutes(4), false);
    long inThree = lane.since(again + MINUTE).stream().mapToLong(Arrival::tokens).sum();
    assertThat((double) inThree / (3L * limit), is(greaterThanOrEqualTo(0.95)));
    long inFour = lane.since(again).stream().mapToLong(Arrival::tokens).sum();
    assertThat((double) inFour / (4L * limit), is(greaterThan(0.85)));
  }
}
