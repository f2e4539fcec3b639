package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.metrics.MetricResults;
import org.junit.jupiter.api.Test;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.runner.RemoteJob;

class LeaveOrCancelTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Job job = new Job();

  private String stop(String answer, boolean terminal) {
    Stopping stopping = new Stopping();
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console =
        new Console(
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            to,
            to,
            Map.of(),
            InstantSource.fixed(Instant.EPOCH),
            terminal,
            stopping);
    try (Stopping.Scope unused = stopping.with(new LeaveOrCancel(job, console))) {
      stopping.stopped(to);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theOneWhoSaysSoCancelsTheJob() {
    assertThat(stop("c\n", true), containsString("cancelled; the same command goes on"));
    assertThat(job.cancelled, is(true));
  }

  @Test
  void anyOtherAnswerLeavesItAndNamesIt() {
    assertThat(stop("\n", true), containsString("left running: job 7 on http://there"));
    assertThat(job.cancelled, is(false));
  }

  @Test
  void withoutATerminalNobodyIsAskedAndTheJobIsLeft() {
    assertThat(stop("c\n", false), not(containsString("[l/c]")));
    assertThat(job.cancelled, is(false));
  }

  @Test
  void afterItsScopeAStopIsAnyOtherStop() {
    Stopping stopping = new Stopping();
    stopping.with(() -> {}).close();
    stopping.stopped(new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(
        err.toString(StandardCharsets.UTF_8),
        containsString("stopped; the same command goes on where it stopped"));
  }

  /** A job that can only be cancelled. */
  private static final class Job implements RemoteJob {
    private boolean cancelled;

    @Override
    public String name() {
      return "paperbeam-1";
    }

    @Override
    public String where() {
      return "job 7 on http://there";
    }

    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }

    @Override
    public State getState() {
      return cancelled ? State.CANCELLED : State.RUNNING;
    }

    @Override
    public State cancel() {
      cancelled = true;
      return State.CANCELLED;
    }

    @Override
    public Pace pace() {
      throw new IllegalStateException("nobody waits for it here");
    }

    @Override
    public Duration betweenLooks() {
      return Duration.ZERO;
    }

    @Override
    public MetricResults metrics() {
      throw new IllegalStateException("nobody asks for them here");
    }
  }
}
