package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.ledger.LedgerEntry;

/** A lane that is told to end: it starts nothing, and keeps what it has asked for. */
class LaneStopTest {
  private static final int IN_FLIGHT = 4;
  private static final int PAPERS = 100;

  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  private List<LedgerEntry> kept() throws IOException {
    return LaneBench.config(folder).build().getLedger().entriesOf("run-1", damaged -> {});
  }

  /** A service that tells the lane to end when the lane has made so many calls. */
  private FakeService stopsAfter(int calls) {
    return new FakeService(
        asked -> {
          if (asked.number() == calls) {
            bench.stop.ask();
          }
          return FakeService.good(asked);
        });
  }

  @Test
  void callsInFlightEndAndAreKeptAndNoOtherStarts() throws Exception {
    FakeService service = stopsAfter(IN_FLIGHT);
    bench.work(LaneBench.config(folder).build(), service, PAPERS);
    assertThat(service.calls(), hasSize(IN_FLIGHT));
    assertThat(kept(), hasSize(IN_FLIGHT));
    assertThat(bench.decided, hasSize(10 * IN_FLIGHT));
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getStage(), is(FailureStage.JOB));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.STOPPED));
    assertThat(bench.failures.get(0).getMessage(), containsString("stopped by a signal"));
  }

  @Test
  void theNextRunAsksForNoPaperTwice() throws Exception {
    FakeService service = stopsAfter(IN_FLIGHT);
    bench.work(LaneBench.config(folder).build(), service, PAPERS);
    LaneBench next = new LaneBench();
    kept().forEach(entry -> FirstAnswers.addAll(next.known, entry));
    FakeService again = new FakeService(FakeService::good);
    next.work(LaneBench.config(folder).build(), again, PAPERS);
    for (String id : LaneBench.ids(1, PAPERS)) {
      long asked =
          service.calls().stream().filter(call -> call.holds(id)).count()
              + again.calls().stream().filter(call -> call.holds(id)).count();
      assertThat(id, asked, is(1L));
    }
    assertThat(next.failures, is(empty()));
  }

  @Test
  void aCallThatTakesTooLongIsNotWaitedFor() throws Exception {
    FakeService service =
        new FakeService(
            asked -> {
              if (asked.number() == IN_FLIGHT) {
                bench.stop.ask();
              }
              return FakeService.good(asked).after(asked.number() == 2 ? 60_000 : 1_000);
            });
    long from = service.nanoTime();
    bench.work(LaneBench.config(folder).build(), service, PAPERS);
    Duration took = Duration.ofNanos(service.nanoTime() - from);
    assertThat(took, is(Duration.ofSeconds(25)));
    assertThat(kept(), hasSize(IN_FLIGHT - 1));
    assertThat(bench.failures, hasSize(1));
  }

  @Test
  void aCallThatWaitsForItsBackOffIsNotWaitedForEither() throws Exception {
    FakeService service =
        new FakeService(
            asked -> {
              bench.stop.ask();
              return FakeService.fails(
                  org.paperbeam.llm.ChatOutcome.Kind.TRANSIENT, FakeService.COME_BACK_SOON);
            });
    long from = service.nanoTime();
    bench.work(LaneBench.config(folder).build(), service, 5);
    assertThat(Duration.ofNanos(service.nanoTime() - from), is(lessThan(Duration.ofSeconds(2))));
    assertThat(service.calls(), hasSize(1));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.STOPPED));
  }

  @Test
  void aLaneWhoseWorkIsDoneAnywayHasNotFailed() throws Exception {
    bench.work(LaneBench.config(folder).build(), stopsAfter(IN_FLIGHT), 10 * IN_FLIGHT);
    assertThat(bench.decided, hasSize(10 * IN_FLIGHT));
    assertThat(bench.failures, is(empty()));
  }

  @Test
  void aLaneThatStartsWhenItShouldEndAsksNothing() throws Exception {
    bench.stop.ask();
    FakeService service = new FakeService(FakeService::good);
    bench.work(LaneBench.config(folder).build(), service, PAPERS);
    assertThat(service.calls(), is(empty()));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.STOPPED));
  }

  @Test
  void anInterruptedLaneKeepsTheAnswersOfCallsInFlight() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    service.interruptWait(1);
    assertThrows(
        InterruptedException.class,
        () -> bench.work(LaneBench.config(folder).build(), service, PAPERS));
    assertThat(service.calls(), hasSize(IN_FLIGHT));
    assertThat(kept(), hasSize(IN_FLIGHT));
  }

  @Test
  void aLaneThatIsInterruptedAgainAndAgainKeepsThemToo() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    service.interruptWait(3);
    assertThrows(
        InterruptedException.class,
        () -> bench.work(LaneBench.config(folder).build(), service, PAPERS));
    assertThat(kept(), hasSize(IN_FLIGHT));
  }

  @Test
  void anInterruptedLaneIsGoneWhenItsTimeIsUp() throws Exception {
    FakeService service = new FakeService(asked -> FakeService.good(asked).after(600_000));
    service.interruptWait(1);
    long from = service.nanoTime();
    assertThrows(
        InterruptedException.class,
        () -> bench.work(LaneBench.config(folder).build(), service, PAPERS));
    assertThat(Duration.ofNanos(service.nanoTime() - from), is(Duration.ofSeconds(25)));
  }
}
