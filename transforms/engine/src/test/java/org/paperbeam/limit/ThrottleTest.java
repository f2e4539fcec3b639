package org.paperbeam.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE = 60 * SECOND;

  /** A call that has started at some time before. */
  private static Start aCall() {
    return new Start(1, 1, 0);
  }

  private static LimitConfig limits(int requests, int tokens) {
    return new LimitConfig(requests, tokens, 16);
  }

  private static RateHints retryAfter(long seconds) {
    return new RateHints(Duration.ofSeconds(seconds), 0, 0, Duration.ZERO);
  }

  private static RateHints says(long requests, long tokens) {
    return new RateHints(null, requests, tokens, Duration.ZERO);
  }

  @Test
  void theFirstSecondHoldsNoBurst() {
    Throttle requests = new Throttle(limits(240, 0), 0);
    int starts = 0;
    for (long now = 0; now < SECOND; now += Math.max(1, requests.delay(1, now))) {
      if (requests.delay(1, now) == 0) {
        requests.started(1, now);
        starts++;
      }
    }
    assertThat(starts, is(lessThanOrEqualTo(5)));
    Throttle tokens = new Throttle(limits(0, 60_000), 0);
    assertThat(tokens.delay(5_000, 0), is(greaterThan(SECOND / 3)));
  }

  @Test
  void aRefusalStopsEveryStartUntilRetryAfter() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.refused(throttle.started(100, 0), retryAfter(7), SECOND);
    assertThat(throttle.delay(100, SECOND), is(greaterThanOrEqualTo(7 * SECOND)));
    assertThat(throttle.delay(100, 6 * SECOND), is(greaterThanOrEqualTo(2 * SECOND)));
  }

  @Test
  void refusalsWithoutRetryAfterPauseTwiceAsLongEachTimeUpToAMinute() {
    Throttle throttle = new Throttle(limits(600, 0), 0);
    long now = SECOND;
    for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      throttle.refused(throttle.started(100, now), RateHints.NONE, now + 1);
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

  private static void refuseFiveAtOnce(Throttle throttle) {
    List<Start> calls = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      calls.add(throttle.started(1, call));
    }
    for (int call = 0; call < 5; call++) {
      throttle.refused(calls.get(call), retryAfter(0), 10 + call);
    }
  }

  @Test
  void theRateIsCutOncePerCongestionAndComesBackSlowly() {
    Throttle throttle = new Throttle(limits(600, 0), 0);
    refuseFiveAtOnce(throttle);
    assertThat((double) inAMinute(throttle, SECOND), is(lessThanOrEqualTo(424.0)));
    Throttle again = new Throttle(limits(600, 0), 0);
    refuseFiveAtOnce(again);
    for (int answer = 0; answer < 10; answer++) {
      again.answered(aCall(), 1, RateHints.NONE, SECOND);
    }
    int tenAnswersLater = inAMinute(again, SECOND);
    assertThat(tenAnswersLater, is(greaterThan(460)));
    assertThat(tenAnswersLater, is(lessThan(490)));
    for (int answer = 0; answer < 100; answer++) {
      again.answered(aCall(), 1, RateHints.NONE, 2 * MINUTE);
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
    throttle.refused(new Start(1, 1, 99), retryAfter(1), 200);
    int rate = inAMinute(throttle, 2 * SECOND);
    assertThat(rate, is(lessThanOrEqualTo(90)));
    assertThat(rate, is(greaterThan(80)));
  }

  @Test
  void aLearntRateThatWasFarTooLowGrows() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.refused(throttle.started(1, 0), retryAfter(1), 1);
    long now = SECOND;
    int starts = 0;
    while (now < 10 * MINUTE) {
      now += throttle.delay(1, now);
      throttle.answered(throttle.started(1, now), 1, RateHints.NONE, now);
      starts++;
    }
    assertThat(starts, is(greaterThan(500)));
  }

  /** Refused for so many seconds by a service that says nothing; when the next call may start. */
  private static long refusedFor(Throttle throttle, long seconds) {
    long now = 0;
    while (now < seconds * SECOND) {
      throttle.refused(throttle.started(1, now), RateHints.NONE, now + 1);
      now += Math.max(1, throttle.delay(1, now + 1));
    }
    return now;
  }

  @Test
  void aServiceThatRefusesBeforeItsFirstAnswerIsAskedAgainSoonAndNotOnceAMinute() {
    assertThat(refusedFor(new Throttle(limits(0, 0), 0), 12) / SECOND, is(lessThan(20L)));
    Throttle throttle = new Throttle(limits(0, 0), 0);
    long answered = refusedFor(throttle, 12);
    throttle.answered(throttle.started(1, answered), 1, RateHints.NONE, answered);
    assertThat(inAMinute(throttle, answered), is(greaterThanOrEqualTo(9)));
  }

  @Test
  void hoursOfRefusalsCutTheRateNoMoreThanTheFirstOneDid() {
    for (LimitConfig config : List.of(limits(0, 0), limits(60, 0), limits(0, 60_000))) {
      Throttle throttle = new Throttle(config, 0);
      long now = refusedFor(throttle, 3 * 3600);
      throttle.answered(throttle.started(1, now), 1, RateHints.NONE, now);
      int least = config.requestsPerMinute() > 0 ? 42 : 9;
      assertThat(inAMinute(throttle, now), is(greaterThanOrEqualTo(least)));
    }
  }

  @Test
  void aServiceOfThreeCallsAMinuteIsFoundByTheRefusalsAfterItsAnswers() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    List<Long> taken = new ArrayList<>();
    int refused = 0;
    for (long now = 0; now < 60 * MINUTE; ) {
      long at = now;
      taken.removeIf(before -> at - before >= MINUTE);
      Start call = throttle.started(1, now);
      if (taken.size() < 3) {
        taken.add(now);
        throttle.answered(call, 1, RateHints.NONE, now + 1);
      } else {
        refused++;
        throttle.refused(call, RateHints.NONE, now + 1);
      }
      now += Math.max(1, throttle.delay(1, now + 1));
    }
    assertThat(refused, is(lessThan(120)));
  }

  @Test
  void hintsAreAdoptedWhenNoOptionSaysTheRate() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.answered(aCall(), 1, says(120, 0), 0);
    int rate = inAMinute(throttle, 0);
    assertThat(rate, is(lessThanOrEqualTo(120)));
    assertThat(rate, is(greaterThan(115)));
    throttle.answered(aCall(), 1, says(240, 0), 2 * MINUTE);
    assertThat(inAMinute(throttle, 2 * MINUTE), is(greaterThan(230)));
    Throttle tokens = new Throttle(limits(0, 0), 0);
    tokens.answered(aCall(), 1, says(0, 60_000), 0);
    tokens.started(60_000, 0);
    assertThat(tokens.delay(1_000, 0), is(greaterThan(55 * SECOND)));
  }

  @Test
  void hintsAreIgnoredWhenAnOptionSaysTheRate() {
    Throttle throttle = new Throttle(limits(120, 1_000_000), 0);
    throttle.answered(aCall(), 1, says(5, 5), 0);
    throttle.answered(aCall(), 1, says(50_000, 50_000_000), 0);
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
    throttle.refused(new Start(1, 1, 49), retryAfter(0), 100);
    for (int answer = 0; answer < 200; answer++) {
      throttle.answered(aCall(), 1, RateHints.NONE, 200);
    }
    throttle.answered(aCall(), 1, says(60, 0), 200);
    assertThat(inAMinute(throttle, MINUTE), is(lessThanOrEqualTo(61)));
  }

  @Test
  void nothingStartsWhileNothingRemainsButNeverForMoreThanAMinute() {
    Throttle throttle = new Throttle(limits(0, 0), 0);
    throttle.answered(aCall(), 1, new RateHints(null, 0, 0, Duration.ofSeconds(9)), 0);
    assertThat(throttle.delay(1, 0), is(9 * SECOND));
    throttle.failed(new RateHints(null, 0, 0, Duration.ofDays(1)), 0);
    assertThat(throttle.delay(1, 0), is(MINUTE));
  }
}
