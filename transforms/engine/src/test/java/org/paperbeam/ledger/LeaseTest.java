package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.http.Pace;
import org.paperbeam.ledger.LeaseState.Holder;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FragileStore;
import org.paperbeam.testing.Garbled;

class LeaseTest {
  private static final Instant START = Instant.parse("2025-03-25T00:00:00Z");

  /** A clock on which something happens each time that somebody sleeps. */
  private static final class BusyPace implements Pace {
    private Duration elapsed = Duration.ZERO;
    private Duration wallAhead = Duration.ZERO;
    private Runnable meanwhile = () -> {};

    @Override
    public long nanoTime() {
      return elapsed.toNanos();
    }

    @Override
    public Instant now() {
      return START.plus(elapsed).plus(wallAhead);
    }

    @Override
    public void sleep(Duration d) {
      elapsed = elapsed.plus(d);
      meanwhile.run();
    }
  }

  private final BusyPace pace = new BusyPace();
  private final Folder folder = FragileStore.newFolder();
  private final List<String> notices = new ArrayList<>();

  private LeaseQueue queue() {
    return queue(pace, notices::add);
  }

  private LeaseQueue queue(Pace clock, Consumer<String> told) {
    return Ledger.in(folder).lease(clock, told);
  }

  private LeaseState state() throws IOException {
    return new LeaseFile(folder).read().state();
  }

  /** Another worker holds the lease, one that this machine cannot see unless it says so. */
  private void heldBy(String runId, WorkerProcess process) throws IOException {
    LeaseFile file = new LeaseFile(folder);
    boolean written =
        file.write(
            file.read(),
            LeaseState.FREE.heldBy(
                new Holder(runId, "its-id", process, pace.now().plus(Lease.LASTS)), pace.now()));
    assertThat(written, is(true));
  }

  private static WorkerProcess elsewhere() {
    return new WorkerProcess("far-away", "other", 77, START);
  }

  @Test
  void theSecondSaysForWhomItWaitsAndContinuesWhenTheFirstGivesBack() throws Exception {
    Lease first = queue().acquire("one");
    assertThat(notices, is(empty()));
    pace.meanwhile =
        () -> {
          boolean unused = first.renew();
          if (pace.elapsed.compareTo(Duration.ofMinutes(30)) > 0) {
            first.close();
          }
        };
    Lease second = queue().acquire("two");
    assertThat(pace.elapsed, is(Duration.ofMinutes(30).plusSeconds(2)));
    assertThat(notices, hasSize(2));
    assertThat(notices.get(0), containsString("waiting for run one on "));
    assertThat(notices.get(0), containsString("(process " + ProcessHandle.current().pid() + ")"));
    assertThat(notices.get(1), containsString("has ended"));
    assertThat(second.isValid(), is(true));
    assertThat(second.runsSince(START), contains("one"));
    assertThat(second.runsSince(START.plus(Duration.ofHours(1))), is(empty()));
    assertThat(first.isValid(), is(false));
  }

  @Test
  void aDeadHolderThatCannotBeSeenIsWaitedForTwoMinutesAtTheMost() throws Exception {
    heldBy("dead", elsewhere());
    Lease lease = queue().acquire("next");
    assertThat(pace.elapsed, is(lessThanOrEqualTo(Duration.ofMinutes(2))));
    assertThat(pace.elapsed, is(greaterThanOrEqualTo(Lease.LASTS)));
    assertThat(lease.runsSince(START), contains("dead"));
  }

  @Test
  void aDeadHolderOfLongAgoIsNotWaitedFor() throws Exception {
    heldBy("dead", elsewhere());
    pace.elapsed = Duration.ofHours(1);
    Lease lease = queue().acquire("next");
    assertThat(pace.elapsed, is(Duration.ofHours(1)));
    assertThat(lease.isValid(), is(true));
  }

  @Test
  void aHolderWhoseProcessIsGoneIsNotWaitedFor() throws Exception {
    Process process = new ProcessBuilder("sleep", "1000").start();
    WorkerProcess worker = WorkerProcess.of(process.toHandle());
    assertThat(worker.isGone(), is(false));
    process.destroyForcibly().waitFor();
    heldBy("dead", worker);
    Lease unused = queue().acquire("next");
    assertThat(pace.elapsed, is(Duration.ZERO));
  }

  @Test
  void anotherProcessUnderTheOldNumberIsNotTheHolder() throws Exception {
    WorkerProcess here = WorkerProcess.current();
    heldBy(
        "dead",
        new WorkerProcess(here.host(), here.machine(), here.pid(), START.minusSeconds(1000)));
    Lease unused = queue().acquire("next");
    assertThat(pace.elapsed, is(Duration.ZERO));
  }

  @Test
  void aLeaseThatAStepOfThisProcessDroppedIsNotWaitedFor() throws Exception {
    heldBy("dropped", WorkerProcess.current());
    Lease unused = queue().acquire("next");
    assertThat(pace.elapsed, is(Duration.ZERO));
  }

  @Test
  void aLiveHolderIsNotRobbedWhateverTheOthersClockSays() throws Exception {
    Lease first = queue().acquire("one");
    BusyPace ahead = new BusyPace();
    ahead.wallAhead = Duration.ofMinutes(9);
    ahead.meanwhile =
        () -> {
          pace.elapsed = ahead.elapsed;
          if (ahead.elapsed.toSeconds() % Lease.RENEWED_EVERY.toSeconds() == 0) {
            assertThat(first.renew(), is(true));
          }
          if (ahead.elapsed.compareTo(Duration.ofHours(1)) > 0) {
            first.close();
          }
        };
    Lease unused = queue(ahead, notices::add).acquire("two");
    assertThat(ahead.elapsed, is(greaterThanOrEqualTo(Duration.ofHours(1))));
  }

  @Test
  void aHolderThatCannotRenewMayAskForAMinuteAndNobodyElseMayBeforeItCannot() throws Exception {
    Lease first = queue().acquire("one");
    FragileStore.outage(folder, new IOException("no storage"));
    for (int second = 0; second < 60; second++) {
      assertThat(first.isValid(), is(true));
      assertThat(first.renew(), is(false));
      pace.elapsed = pace.elapsed.plusSeconds(1);
    }
    assertThat(first.isValid(), is(false));
    assertThat("that may pass", first.lost(), is(nullValue()));
    FragileStore.mend(folder);
    assertThat(first.renew(), is(true));
    assertThat("it was suspended, and nobody came", first.isValid(), is(true));

    pace.elapsed = pace.elapsed.plusSeconds(61);
    pace.wallAhead = Duration.ofSeconds(-90);
    assertThat("somebody set the clock back", first.isValid(), is(false));
    pace.wallAhead = Duration.ZERO;
    assertThat(first.renew(), is(true));

    pace.wallAhead = Duration.ofSeconds(61);
    assertThat("the machine slept, and one clock with it", first.isValid(), is(false));
  }

  @Test
  void aZombieFindsOutAndNeverAsksAgain() throws Exception {
    Lease zombie = queue().acquire("one");
    pace.meanwhile = () -> {};
    Lease next = queue().acquire("two");
    assertThat(pace.elapsed, is(greaterThanOrEqualTo(Lease.LASTS)));
    assertThat("before it has looked", zombie.isValid(), is(false));
    assertThat(zombie.renew(), is(false));
    assertThat(zombie.lost(), containsString("run two on "));
    assertThrows(IOException.class, () -> zombie.authorise(5));
    zombie.close();
    assertThat(next.renew(), is(true));
    assertThat(state().holder().runId(), is("two"));
  }

  @Test
  void aRunThatIsStartedAgainTakesOverAndAsksWhenItsEarlierSelfNoLongerCan() throws Exception {
    Lease zombie = queue().acquire("one");
    pace.meanwhile =
        () -> {
          // It renews for as long as it lives, which would keep anybody else out for ever.
          boolean unused = zombie.renew();
        };
    Lease lease = queue().acquire("one");
    assertThat(zombie.lost(), is(not(nullValue())));
    assertThat(pace.elapsed, is(Lease.VALID));
    assertThat(lease.isValid(), is(true));
    assertThat(notices, hasSize(1));
    assertThat(notices.get(0), containsString("was given up and may still be asking"));
  }

  @Test
  void oneOfManyGetsIt(@TempDir Path local) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Ledger ledger = Ledger.in(Folder.of(local.resolve("out " + round).toString()));
        CyclicBarrier start = new CyclicBarrier(8);
        List<Callable<Optional<Lease>>> all = new ArrayList<>();
        IntStream.range(0, 8)
            .forEach(
                i ->
                    all.add(
                        () -> {
                          start.await();
                          return ledger.lease(Pace.system(), n -> {}).tryAcquire("run-" + i);
                        }));
        List<Lease> got = new ArrayList<>();
        for (Future<Optional<Lease>> one : threads.invokeAll(all)) {
          one.get().ifPresent(got::add);
        }
        assertThat(got, hasSize(1));
        assertThat(got.get(0).renew(), is(true));
        got.get(0).close();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theAccountOfARunOutlivesItAndOtherRuns() throws Exception {
    Lease first = queue().acquire("one");
    assertThat(first.authorised(), is(0L));
    first.authorise(500);
    Process process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(), is(0));
    LeaseFile file = new LeaseFile(folder);
    LeaseFile.Found killed = file.read();
    LeaseState dead =
        killed
            .state()
            .heldBy(
                new Holder("one", "x", WorkerProcess.of(process.toHandle()), pace.now()),
                pace.now());
    assertThat(file.write(killed, dead), is(true));

    Lease other = queue().acquire("two");
    assertThat(other.authorised(), is(0L));
    other.authorise(70);
    other.committed(60);
    other.close();
    Lease again = queue().acquire("one");
    assertThat(again.authorised(), is(500L));
    assertThat(again.runsSince(START), containsInAnyOrder("one", "two"));
    again.close();
    assertThat("what was really spent", queue().acquire("two").authorised(), is(60L));
  }

  @Test
  void runsOfLongAgoAreForgotten() throws Exception {
    for (int i = 0; i < 40; i++) {
      pace.elapsed = pace.elapsed.plusSeconds(10);
      Lease lease = queue().acquire("run-" + i);
      lease.authorise(i);
      lease.close();
    }
    assertThat(state().runs(), hasSize(16));
    assertThat(state().authorised("run-39"), is(39L));
    assertThat(state().authorised("run-24"), is(24L));
    assertThat(state().holder(), is(nullValue()));
  }

  @Test
  void whereNothingMayBeReplacedRunsGoOnWithoutAndSaySo() throws Exception {
    Lease first = queue().acquire("one");
    FragileStore.retain(folder);
    assertThat(first.renew(), is(true));
    pace.elapsed = Duration.ofHours(2);
    assertThat(first.isValid(), is(true));
    first.authorise(7);
    first.close();
    Lease second = queue().acquire("two");
    assertThat(second.isValid(), is(true));
    assertThat(notices, hasSize(1));
    assertThat(notices.get(0), containsString("are not kept apart"));
    second.close();
    FragileStore.mend(folder);
  }

  @Test
  void whatIsNoLeaseIsNamed() throws Exception {
    folder.write(LeaseFile.NAME, "{}");
    IOException e = assertThrows(IOException.class, () -> queue().acquire("one"));
    assertThat(e.getMessage(), containsString(LeaseFile.NAME + " does not say who may ask"));
  }

  @Test
  void aLeaseThatIsNotAsItWasWrittenIsNamedAndOneOfAnOlderVersionIsTaken() throws Exception {
    queue().acquire("one").close();
    String whole = folder.readIfPresent(LeaseFile.NAME);
    for (Garbled way : Garbled.values()) {
      folder.write(LeaseFile.NAME, way.of(whole.getBytes(StandardCharsets.UTF_8)));
      IOException e = assertThrows(IOException.class, () -> queue().acquire("two"), way.toString());
      assertThat(e.getMessage(), containsString(LeaseFile.NAME + " does not say who may ask"));
    }
    folder.write(LeaseFile.NAME, whole.replaceAll(",\"crc32c\":\"[0-9a-f]{8}\"", ""));
    queue().acquire("two").close();
    assertThat(state().runs(), hasSize(2));
  }
}
