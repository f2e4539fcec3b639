package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.testing.Shows;

/** A process that is told to end, or suspended, while its calls are in flight. */
@Timeout(400)
public abstract class LeavingContract extends Contract {
  private static final int IN_FLIGHT = 8;
  private static final TestPaper[] PAPERS =
      IntStream.range(10, 10 + 2 * IN_FLIGHT)
          .mapToObj(i -> TestPaper.of("2503.100" + i))
          .toArray(TestPaper[]::new);
  private static final List<String> OPTIONS =
      List.of("--titleFilter=false", "--papersPerPrompt=1", "--llmMaxInFlight=" + IN_FLIGHT);
  private static final int MINUTES = 3;
  private static final int TERM = 128 + 15;

  private final List<String> java;
  private final List<Process> started = new ArrayList<>();
  private final CountDownLatch inFlight = new CountDownLatch(IN_FLIGHT);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  /**
   * @param java options for the Java of the processes
   */
  protected LeavingContract(List<String> runner, List<String> java) {
    super(runner);
    this.java = java;
  }

  @AfterEach
  void endProcesses() {
    mayAnswer.countDown();
    started.forEach(Process::destroyForcibly);
  }

  /** A process whose first calls are all in flight, and answered when the test allows it. */
  private Process startAndWaitForCalls(TestServices services, String... more) throws Exception {
    services.answer(
        question -> {
          inFlight.countDown();
          await(mayAnswer, 60 * MINUTES);
          return services.honest(question);
        });
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of(more));
    Process process = start(java, services, options.toArray(new String[0]));
    started.add(process);
    assertThat("calls in flight", inFlight.await(MINUTES, TimeUnit.MINUTES), is(true));
    return process;
  }

  private static boolean await(CountDownLatch latch, double seconds) throws IOException {
    try {
      return latch.await((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test is over", e);
    }
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat("kill -" + name, kill.waitFor(), is(0));
  }

  private static void assertEnds(Process process, int code) throws InterruptedException {
    assertThat("ended by itself", process.waitFor(MINUTES, TimeUnit.MINUTES), is(true));
    assertThat(process.exitValue(), is(code));
  }

  /** The next run completes, and no paper was ever asked about twice. */
  private void assertNothingIsAskedTwice(TestServices services) throws IOException {
    services.answerHonestly();
    assertEnds(run(services, OPTIONS.toArray(new String[0])), 0);
    assertThat(
        services.askedIds(true),
        is(IntStream.range(10, 10 + PAPERS.length).mapToObj(i -> "2503.100" + i).toList()));
  }

  @Test
  void callsInFlightEndAfterASignalAndAreKept() throws Exception {
    try (TestServices services = TestServices.of(PAPERS)) {
      Process process = startAndWaitForCalls(services);
      signal(process, "TERM");
      mayAnswer.countDown();
      assertEnds(process, TERM);
      assertThat(output().report().path("state").asText(), is("failed"));
      assertThat(output().report().path("reason").asText(), containsString("stopped by a signal"));
      assertThat(output().report().path("reason_kind").asText(), is("stopped"));
      assertNothingIsAskedTwice(services);
    }
  }

  @Test
  @Shows("drainSeconds")
  void callsInFlightHaveSoLongToEnd() throws Exception {
    try (TestServices services = TestServices.of(PAPERS)) {
      Process process = startAndWaitForCalls(services, "--drainSeconds=2");
      long start = System.nanoTime();
      signal(process, "TERM");
      assertEnds(process, TERM);
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(seconds, is(greaterThanOrEqualTo(1.9)));
      assertThat("the default is 25", seconds, is(lessThan(20.0)));
    }
  }

  @Test
  void aSecondSignalEndsAtOnce() throws Exception {
    try (TestServices services = TestServices.of(PAPERS)) {
      Process process = startAndWaitForCalls(services, "--drainSeconds=150");
      signal(process, "TERM");
      assertThat("it lets calls end", process.waitFor(2, TimeUnit.SECONDS), is(false));
      long start = System.nanoTime();
      signal(process, "INT");
      assertEnds(process, 128 + 2);
      assertThat((System.nanoTime() - start) / 1e9, is(lessThan(20.0)));
    }
  }

  @Test
  void whatIsAnsweredWhileTheProcessIsSuspendedIsNotAskedAgain() throws Exception {
    try (TestServices services = TestServices.of(PAPERS)) {
      Process process = startAndWaitForCalls(services, "--llmTimeoutSeconds=20");
      signal(process, "STOP");
      mayAnswer.countDown();
      // Longer than a call may take.
      assertThat("suspended", process.waitFor(25, TimeUnit.SECONDS), is(false));
      signal(process, "CONT");
      assertEnds(process, 0);
      assertNothingIsAskedTwice(services);
    }
  }
}
