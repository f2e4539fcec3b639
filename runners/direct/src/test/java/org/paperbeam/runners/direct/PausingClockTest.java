package org.paperbeam.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PausingClockTest {
  private static final int LOOKS = PausingClock.LOOKS_BETWEEN_PAUSES;

  private final List<Duration> pauses = new ArrayList<>();
  private boolean inDriver = true;
  private final PausingClock clock =
      new PausingClock(() -> inDriver, nanos -> pauses.add(Duration.ofNanos(nanos)));

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      Instant unused = clock.now();
    }
  }

  /** Whoever commits a bundle asks for the time on a thread of its own. */
  private void commit() {
    CompletableFuture.runAsync(
            () -> {
              inDriver = false;
              Instant unused = clock.now();
              inDriver = true;
            })
        .join();
  }

  @Test
  void theDriverLooksForAWhileBeforeItPauses() {
    look(LOOKS);
    assertThat(pauses, is(empty()));
    look(1);
    assertThat(pauses, is(List.of(PausingClock.SHORTEST_PAUSE)));
  }

  @Test
  void pausesGrowAsLongAsNothingHappensAndAreNeverLong() {
    look(7 * (LOOKS + 1));
    assertThat(
        pauses.stream().map(Duration::toMillis).toList(),
        is(List.of(1L, 2L, 4L, 8L, 16L, 20L, 20L)));
  }

  @Test
  void afterACommitTheDriverIsAtFullSpeedAgain() {
    look(4 * (LOOKS + 1));
    pauses.clear();
    commit();
    look(LOOKS);
    assertThat(pauses, is(empty()));
    look(1);
    assertThat(pauses, is(List.of(PausingClock.SHORTEST_PAUSE)));
  }

  @Test
  void aDriverThatIsFedNeverPauses() {
    for (int i = 0; i < 100; i++) {
      look(LOOKS);
      commit();
    }
    assertThat(pauses, is(empty()));
  }

  @Test
  void aThreadThatWasTheDriversAndWorksOnABundleDoesNotPause() {
    look(LOOKS);
    inDriver = false;
    look(2 * LOOKS);
    assertThat(pauses, is(empty()));
  }

  @Test
  @Timeout(60)
  void aCommitEndsThePauseAtOnce() throws InterruptedException {
    CountDownLatch pausing = new CountDownLatch(1);
    Thread here = Thread.currentThread();
    PausingClock real =
        new PausingClock(
            () -> Thread.currentThread() == here,
            nanos -> {
              pausing.countDown();
              // Longer than this test may take.
              LockSupport.parkNanos(Duration.ofHours(1).toNanos());
            });
    CompletableFuture<Instant> commit =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                assertThat("paused", pausing.await(30, TimeUnit.SECONDS), is(true));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return real.now();
            });
    for (int i = 0; i <= LOOKS; i++) {
      Instant unused = real.now();
    }
    assertThat(commit.join().getMillis(), greaterThanOrEqualTo(0L));
  }

  @Test
  void itTellsTheTimeAndNeverGoesBack() {
    Instant before = Instant.now();
    Instant first = clock.now();
    assertThat(first.getMillis(), greaterThanOrEqualTo(before.getMillis() - 1000));
    for (int i = 0; i < 1000; i++) {
      Instant next = clock.now();
      assertThat(next.getMillis(), greaterThanOrEqualTo(first.getMillis()));
      first = next;
    }
  }
}
