package org.paperbeam.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE = 60 * SECOND;

  private record Start(long at, long estimated, long used, long answeredAt) {}

  private static LimitConfig limits(int requests, int tokens) {
    return new LimitConfig(requests, tokens, 16);
  }

  private static RateHints retryAfter(long seconds) {
    return new RateHints(Duration.ofSeconds(seconds), 0, 0, Duration.ZERO);
  }

  private static RateHints says(long requests, long tokens) {
    return new RateHints(null, requests, tokens, Duration.ZERO);
  }

  /** Calls of random size that start whenever they may, some only after an idle while. */
  private static List<Start> run(
      LimitConfig limits, Random random, long forNanos, double error, boolean idles) {
    long now = random.nextLong() >> 2;
    long end = now + forNanos;
    Throttle throttle = new Throttle(limits, now);
    PriorityQueue<Start> flying = new PriorityQueue<>(Comparator.comparing(Start::answeredAt));
    List<Start> starts = new ArrayList<>();
    while (now < end) {
      if (idles && random.nextInt(20) == 0) {
        now += (long) (random.nextDouble() * 20 * SECOND);
      }
      long used = 1_000 + random.nextInt(4_000);
      long estimated = (long) (used * (1 + error * (2 * random.nextDouble() - 1)));
      long delay = throttle.delay(estimated, now);
      while (delay > 0 || (!flying.isEmpty() && flying.peek().answeredAt() <= now)) {
        Start next = flying.peek();
        if (next != null && next.answeredAt() <= now + delay) {
          flying.remove();
          now = Math.max(now, next.answeredAt());
          throttle.answered(next.estimated(), next.used(), RateHints.NONE, now);
        } else {
          now += delay;
        }
        delay = throttle.delay(estimated, now);
      }
      throttle.started(estimated, now);
      long latency = (long) ((0.5 + 3 * random.nextDouble()) * SECOND);
      Start start = new Start(now, estimated, used, now + latency);
      starts.add(start);
      flying.add(start);
    }
    return starts;
  }

  @Test
  void noMinuteStartsMoreRequestsThanTheLimit() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int limit = 1 + random.nextInt(400);
      List<Start> starts = run(limits(limit, 0), random, 4 * MINUTE, 0, seed % 2 == 0);
      for (int i = limit; i < starts.size(); i++) {
        assertThat(
            "limit " + limit, starts.get(i).at() - starts.get(i - limit).at() >= MINUTE, is(true));
      }
    }
  }

  @Test
  void noMinuteReservesMoreTokensThanTheLimitButForTheCallThatOverdraws() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int limit = 10_000 + random.nextInt(200_000);
      List<Start> starts = run(limits(0, limit), random, 4 * MINUTE, 0, seed % 2 == 0);
      Deque<Start> window = new ArrayDeque<>();
      long before = 0;
      for (Start start : starts) {
        while (!window.isEmpty() && window.peekFirst().at() <= start.at() - MINUTE) {
          before -= window.removeFirst().used();
        }
        assertThat("seed " + seed, before, is(lessThanOrEqualTo((long) limit)));
        window.addLast(start);
        before += start.used();
      }
    }
  }

  @Test
  void wrongEstimatesAreSettledByWhatWasUsed() {
    for (double error : new double[] {0.2, 0.5}) {
      for (int seed = 0; seed < 20; seed++) {
        List<Start> starts = run(limits(0, 60_000), new Random(seed), 10 * MINUTE, error, false);
        long used = starts.stream().mapToLong(Start::used).sum();
        assertThat(used, is(lessThanOrEqualTo(600_000L + 20_000)));
        assertThat(used, is(greaterThanOrEqualTo(570_000L)));
      }
    }
  }

  @Test
  void theQuotaIsUsedToTheFull() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(
          run(limits(240, 0), new Random(seed), 2 * MINUTE, 0, false).size(),
          is(greaterThanOrEqualTo(456)));
      long tokens =
          run(limits(0, 60_000), new Random(seed), 2 * MINUTE, 0.2, false).stream()
              .mapToLong(Start::used)
              .sum();
      assertThat(tokens, is(greaterThanOrEqualTo(114_000L)));
    }
  }

  @Test
  void theFirstSecondHoldsNoBurst() {
    List<Start> starts = run(limits(240, 0), new Random(1), MINUTE, 0, false);
    long first = starts.get(0).at();
    assertThat(
        starts.stream().filter(s -> s.at() - first < SECOND).count(), is(lessThanOrEqualTo(5L)));
    Throttle tokens = new Throttle(limits(0, 60_000), 0);
    assertThat(tokens.delay(5_000, 0), is(greaterThan(SECOND / 3)));
  }

  @Test
  void aRefusalStopsEveryStartUntilRetryAfter() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.started(100, 0);
    throttle.refused(100, retryAfter(7), 0, SECOND);
    assertThat(throttle.delay(100, SECOND), is(greaterThanOrEqualTo(7 * SECOND)));
    assertThat(throttle.delay(100, 6 * SECOND), is(greaterThanOrEqualTo(2 * SECOND)));
  }

  @Test
  void refusalsWithoutRetryAfterPauseTwiceAsLongEachTimeUpToAMinute() {
    Throttle throttle = new Throttle(limits(600, 0), 0);
    long now = SECOND;
    for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      throttle.started(100, now);
      throttle.refused(100, RateHints.NONE, now, now + 1);
      long delay = throttle.delay(100, now + 1);
      assertThat(Math.round((double) delay / SECOND), is((long) expected));
      now += delay + 10 * SECOND;
    }
  }

  /** Starts that come as fast as they may within a minute. */
  private static int inAMinute(Throttle throttle, long from) {
    int starts = 0;
    for (long now = from; ; ) {
      now += throttle.delay(1, now);
      if (now - from >= MINUTE) {
        return starts;
      }
      throttle.started(1, now);
      starts++;
    }
  }

  @Test
  void theRateIsCutOncePerCongestionAndComesBackSlowly() {
    Throttle throttle = new Throttle(limits(600, 0), 0);
    for (int call = 0; call < 5; call++) {
      throttle.refused(1, retryAfter(0), call, 10 + call);
    }
    assertThat((double) inAMinute(throttle, SECOND), is(lessThanOrEqualTo(421.0)));
    Throttle again = new Throttle(limits(600, 0), 0);
    for (int call = 0; call < 5; call++) {
      again.refused(1, retryAfter(0), call, 10 + call);
    }
    for (int answer = 0; answer < 10; answer++) {
      again.answered(1, 1, RateHints.NONE, SECOND);
    }
    int tenAnswersLater = inAMinute(again, SECOND);
    assertThat(tenAnswersLater, is(greaterThan(460)));
    assertThat(tenAnswersLater, is(lessThan(490)));
    for (int answer = 0; answer < 100; answer++) {
      again.answered(1, 1, RateHints.NONE, 2 * MINUTE);
    }
    assertThat(inAMinute(again, 2 * MINUTE), is(lessThanOrEqualTo(600)));
  }

  @Test
  void withoutALimitOfAnyKindNothingWaits() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.delay(1_000_000, 0), is(0L));
      throttle.started(1_000_000, 0);
    }
  }

  @Test
  void aRateLearntFromARefusalIsNearWhatTheServiceTook() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    for (int call = 0; call < 100; call++) {
      throttle.started(1, call);
    }
    throttle.refused(1, retryAfter(1), 99, 200);
    int rate = inAMinute(throttle, 2 * SECOND);
    assertThat(rate, is(lessThanOrEqualTo(90)));
    assertThat(rate, is(greaterThan(80)));
  }

  @Test
  void aLearntRateThatWasFarTooLowGrows() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.started(1, 0);
    throttle.refused(1, retryAfter(1), 0, 1);
    long now = SECOND;
    int starts = 0;
    while (now < 10 * MINUTE) {
      now += throttle.delay(1, now);
      throttle.started(1, now);
      throttle.answered(1, 1, RateHints.NONE, now);
      starts++;
    }
    assertThat(starts, is(greaterThan(500)));
  }

  @Test
  void hintsAreAdoptedWhenNoOptionSaysTheRate() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.answered(1, 1, says(120, 0), 0);
    int rate = inAMinute(throttle, 0);
    assertThat(rate, is(lessThanOrEqualTo(120)));
    assertThat(rate, is(greaterThan(115)));
    throttle.answered(1, 1, says(240, 0), 2 * MINUTE);
    assertThat(inAMinute(throttle, 2 * MINUTE), is(greaterThan(230)));
    Throttle tokens = new Throttle(limits(0, 0), 0);
    tokens.answered(1, 1, says(0, 60_000), 0);
    tokens.started(60_000, 0);
    assertThat(tokens.delay(1_000, 0), is(greaterThan(55 * SECOND)));
  }

  @Test
  void hintsAreIgnoredWhenAnOptionSaysTheRate() {
    Throttle throttle = new Throttle(limits(120, 1_000_000), 0);
    throttle.answered(1, 1, says(5, 5), 0);
    throttle.answered(1, 1, says(50_000, 50_000_000), 0);
    int rate = inAMinute(throttle, 0);
    assertThat(rate, is(lessThanOrEqualTo(120)));
    assertThat(rate, is(greaterThan(115)));
  }

  @Test
  void aHintAfterALearntRateIsNotPassed() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    for (int call = 0; call < 50; call++) {
      throttle.started(1, call);
    }
    throttle.refused(1, retryAfter(0), 49, 100);
    for (int answer = 0; answer < 200; answer++) {
      throttle.answered(1, 1, RateHints.NONE, 200);
    }
    throttle.answered(1, 1, says(60, 0), 200);
    assertThat(inAMinute(throttle, MINUTE), is(lessThanOrEqualTo(61)));
  }

  @Test
  void nothingStartsWhileNothingRemainsButNeverForMoreThanAMinute() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.answered(1, 1, new RateHints(null, 0, 0, Duration.ofSeconds(9)), 0);
    assertThat(throttle.delay(1, 0), is(9 * SECOND));
    throttle.failed(new RateHints(null, 0, 0, Duration.ofDays(1)), 0);
    assertThat(throttle.delay(1, 0), is(MINUTE));
  }
}
