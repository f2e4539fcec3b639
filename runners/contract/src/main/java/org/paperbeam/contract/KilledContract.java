package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.gcs.GcsObject;

/**
 * Processes of their own on a bucket: one that is killed (SIGKILL) at a point that the services
 * choose, and two at once. At no time may anyone see half of anything.
 */
public abstract class KilledContract extends Contract {
  /** A Monday; what is submitted then is listed on the Tuesday. */
  private static final LocalDate FIRST_SUBMITTED = LocalDate.of(2025, 3, 17);

  private static final String FROM = "2025-03-18";
  private static final String TO = "2025-03-21";
  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"),
    TestPaper.of("2503.10002"),
    TestPaper.of("2503.10003").scoring(2, 2),
    TestPaper.of("2503.10004")
  };

  /** What a day leaves: once it is to be seen it stays as it is. */
  private static final String PUBLISHED = "scores/.*|digests/.*/\\d{4}-\\d\\d-\\d\\d\\.(md|json)";

  private static final int MINUTES = 4;

  private final List<String> java;
  private final GcsStorage gcs = new GcsStorage();
  private final AtomicReference<Process> victim = new AtomicReference<>();
  private final List<Process> started = new ArrayList<>();

  /**
   * @param java options for the Java of the processes
   */
  protected KilledContract(List<String> runner, List<String> java) {
    super(runner);
    this.java = java;
  }

  @Override
  protected TestStorage storage(Path folder) {
    return gcs;
  }

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  private String[] options() {
    return new String[] {
      "--source=snapshot",
      "--snapshotFiles=" + gcs.path("snap/*"),
      "--from=" + FROM,
      "--to=" + TO,
      "--titleFilter=false",
      "--authorMatch=false",
      "--minHIndex=0"
    };
  }

  private Process start(TestServices services) throws IOException {
    Process process = start(java, services, options());
    started.add(process);
    return process;
  }

  private TestServices services() throws IOException {
    gcs.write(
        "snap/a.json",
        TestSnapshot.file("a.json", TestSnapshot.lines(List.of(PAPERS), FIRST_SUBMITTED)));
    return TestServices.of(PAPERS);
  }

  /** Ends the process at once, and comes back when it is gone. */
  private void kill() {
    try {
      Process process = victim.getAndSet(null);
      if (process != null) {
        boolean gone = process.destroyForcibly().waitFor(MINUTES, TimeUnit.MINUTES);
        assertThat("the killed process is gone", gone, is(true));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a run, which is killed by whom it asks or writes to. */
  private void startAndWaitForTheKill(TestServices services) throws Exception {
    // Whoever kills waits until the process is known.
    synchronized (victim) {
      victim.set(start(services));
    }
    Process process = started.get(started.size() - 1);
    assertThat("ended by itself", process.waitFor(MINUTES, TimeUnit.MINUTES), is(true));
    assertThat("killed, not ended", process.exitValue(), is(128 + 9));
    assertThat("a report of a run that did not end", output().files("runs"), is(empty()));
  }

  private void killWhenStored(String nameEnds) {
    gcs.bucket()
        .onStored(
            object -> {
              if (object.name().matches(nameEnds)) {
                synchronized (victim) {
                  kill();
                }
              }
            });
  }

  /**
   * The next run completes; whatever was ever to be seen is what stands there at the end.
   *
   * @param seenParts the names, below the output, of which that is asked
   */
  private void assertGoesOn(TestServices services, String seenParts) throws IOException {
    assertEnds(run(services, options()), 0);
    for (int i = 0; i < PAPERS.length; i++) {
      String day = LocalDate.parse(FROM).plusDays(i).toString();
      assertThat(output().records(day).size(), is(1));
      assertThat(output().text("site/index.html").contains(day), is(true));
    }
    Map<String, String> last = output().content("scores", "digests");
    for (GcsObject seen : gcs.bucket().history()) {
      String name = seen.name().replaceFirst("^out/", "");
      String text = new String(seen.bytes(), StandardCharsets.UTF_8);
      // Pages change with every day that is published; each of them is whole.
      if (name.endsWith(".html")) {
        assertThat(name, text.strip().endsWith("</html>"), is(true));
      }
      if (name.matches(seenParts)) {
        assertThat(name, OutputFolder.withoutRun(text), is(last.get(name)));
      }
    }
    assertThat(
        gcs.bucket().history().stream()
            .map(GcsObject::name)
            .filter(name -> name.contains("tmp") || name.contains(".paperbeam"))
            .toList(),
        is(empty()));
    assertThat(output().files("runs"), hasSize(1));
  }

  @Test
  void killedWhileItAsksOnlyWhatWasInFlightIsPaidAgain() throws Exception {
    try (TestServices services = services()) {
      AtomicInteger questions = new AtomicInteger();
      services.answer(
          question -> {
            if (questions.incrementAndGet() == 3) {
              synchronized (victim) {
                kill();
              }
            }
            return services.honest(question);
          });
      startAndWaitForTheKill(services);
      services.answerHonestly();
      int asked = services.asked().size();
      int kept = output().files("ledger/open").size();
      assertGoesOn(services, PUBLISHED);
      assertThat(
          "asked again",
          services.asked().size() - PAPERS.length,
          is(lessThanOrEqualTo(asked - kept)));
    }
  }

  @Test
  void killedWhileItPublishesNothingIsPaidAgain() throws Exception {
    for (String point :
        List.of(
            "out/scores/day=2025-03-19/records\\.jsonl",
            "out/site/2025-03-21/index\\.html",
            "out/ledger/months/.*")) {
      output().delete("");
      gcs.bucket().forgetHistory();
      try (TestServices services = services()) {
        killWhenStored(point);
        startAndWaitForTheKill(services);
        // Days are published while others are asked about: a call may have been in flight.
        int asked = services.asked().size();
        int inFlight = point.contains("months") ? 0 : asked - output().files("ledger/open").size();
        assertGoesOn(services, PUBLISHED);
        assertThat(
            "paid again: " + point,
            services.asked().size() - PAPERS.length,
            is(lessThanOrEqualTo(inFlight)));
      }
    }
  }

  @Test
  void twoProcessesAtOnceBothEndAndLeaveAWholeBucket() throws Exception {
    try (TestServices services = services()) {
      Process one = start(services);
      Process two = start(services);
      for (Process process : List.of(one, two)) {
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES), is(true));
        assertThat(process.exitValue(), is(0));
      }
      assertThat(output().files("runs"), hasSize(2));
      assertThat(output().files("ledger/open"), is(empty()));
      assertThat("by both together", services.asked().size(), is(PAPERS.length));
      int asked = services.asked().size();
      output().delete("runs");
      // What both paid for is in the numbers of the one that ended last.
      assertGoesOn(services, "scores/.*/records\\.jsonl");
      assertThat("paid by a third", services.asked().size(), is(asked));
    }
  }
}
