package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.lane.LaneStop;

class LeavingTest {
  private static final int TERM = 15;
  private static final int INT = 2;

  private final List<String> done = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LaneStop lanes = new LaneStop();
  private final Stopping stopping = new Stopping();
  private final Leaving leaving =
      new Leaving(
          lanes,
          stopping,
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          new Leaving.Process() {
            @Override
            public void exit(int code) {
              done.add("exit " + code);
            }

            @Override
            public void halt(int code) {
              done.add("halt " + code);
            }

            @Override
            public void after(Duration time, Runnable what) {
              done.add("after " + time.toSeconds());
              later.add(what);
            }
          });

  @Test
  void withoutALaneAtWorkThereIsNothingToWaitFor() {
    leaving.accept(TERM);
    assertThat(done, is(List.of("exit 143")));
  }

  @Test
  void aLaneAtWorkMayEndAndIsEndedAfterItsTime() {
    List<String> woken = new ArrayList<>();
    try (LaneStop.Scope unused = lanes.work(() -> woken.add("woken"), Duration.ofSeconds(25))) {
      leaving.accept(TERM);
      assertThat(woken, is(List.of("woken")));
      assertThat(lanes.isAsked(), is(true));
      assertThat(done, is(List.of("after 29")));
      assertThat(bytes.toString(StandardCharsets.UTF_8), containsString("for up to 25 s"));
      later.forEach(Runnable::run);
      assertThat(done, is(List.of("after 29", "halt 143")));
    }
  }

  @Test
  void aSecondSignalEndsAtOnce() {
    try (LaneStop.Scope unused = lanes.work(() -> {}, Duration.ofSeconds(25))) {
      leaving.accept(TERM);
      leaving.accept(INT);
      assertThat(done, is(List.of("after 29", "halt 130")));
    }
  }

  @Test
  void whoFollowsAJobElsewhereIsAskedAsBefore() {
    try (Stopping.Scope following = stopping.with(() -> {});
        LaneStop.Scope unused = lanes.work(() -> {}, Duration.ofSeconds(25))) {
      leaving.accept(INT);
    }
    assertThat(done, is(List.of("exit 130")));
    assertThat(lanes.isAsked(), is(false));
    assertThat(later, is(empty()));
  }

  @Test
  void theExitCodeIsThatOfTheSignal() {
    assertThat(leaving.exitCode(3), is(3));
    leaving.accept(INT);
    assertThat(leaving.exitCode(1), is(130));
  }
}
