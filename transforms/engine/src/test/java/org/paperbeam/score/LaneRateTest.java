package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.paperbeam.score.LaneBench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.prompt.Stage;

/** Refusals for the rate: waited out, no attempt, and not for ever. */
class LaneRateTest {
  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  @Test
  void aRefusalForTheRateIsNoAttemptAndIsWaitedOut() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() <= 9
                    ? FakeService.fails(Kind.RATE, FakeService.COME_BACK_SOON)
                    : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(1).build(), service, 5);
    assertThat(service.sizes(Stage.SCORES), is(List.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5)));
    for (int i = 1; i < 10; i++) {
      long gap = service.calls().get(i).startedAt() - service.calls().get(i - 1).startedAt();
      assertThat(gap, is(greaterThanOrEqualTo(Duration.ofSeconds(8).toNanos())));
    }
    assertThat(bench.tally.getRateLimited(), is(9L));
    assertThat(bench.tally.getRequests(), is(1L));
    assertThat(bench.tally.getRetries(), is(0L));
    assertThat(bench.tally.getThrottledMillis(), is(greaterThanOrEqualTo(63_000L)));
    assertThat(bench.decided, hasSize(5));
  }

  @Test
  void aServiceThatRefusesForAnHourWithoutAnAnswerEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.RATE));
    bench.work(config(folder).build(), service, 5);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("it was RATE"));
    assertThat(service.nanoTime(), is(greaterThanOrEqualTo(Duration.ofHours(1).toNanos())));
    assertThat(bench.decided, is(empty()));
  }

  @Test
  void aServiceThatAsksToComeBackMuchLaterEndsTheRun() throws Exception {
    for (Kind kind : List.of(Kind.RATE, Kind.TRANSIENT)) {
      LaneBench one = new LaneBench();
      RateHints tomorrow = new RateHints(Duration.ofDays(1), 0, 0, Duration.ZERO);
      FakeService service = new FakeService(a -> FakeService.fails(kind, tomorrow));
      one.work(config(folder).build(), service, 5);
      assertThat(one.failures, hasSize(1));
      assertThat(one.failures.get(0).getMessage(), containsString("asks to come back in"));
      assertThat(service.calls(), hasSize(1));
      assertThat(service.nanoTime(), is(lessThan(Duration.ofMinutes(1).toNanos())));
    }
  }
}
