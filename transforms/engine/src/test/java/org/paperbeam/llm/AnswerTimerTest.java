package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AnswerTimerTest {
  private record Task(long at, Runnable what) {}

  /** Time that only passes when it is told to; what is due is done late after a pause. */
  private static final class FakeTime implements AnswerTimer.Later {
    private final List<Task> tasks = new ArrayList<>();
    private long now = -77;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public AnswerTimer.Cancel after(long nanos, Runnable what) {
      Task task = new Task(now + nanos, what);
      tasks.add(task);
      return () -> tasks.remove(task);
    }

    void runs(int seconds) {
      long end = now + Duration.ofSeconds(seconds).toNanos();
      while (true) {
        Task next = tasks.stream().min(Comparator.comparing(Task::at)).orElse(null);
        if (next == null || next.at() > end) {
          now = end;
          return;
        }
        tasks.remove(next);
        now = Math.max(now, next.at());
        next.what().run();
      }
    }

    void isSuspended(int seconds) {
      now += Duration.ofSeconds(seconds).toNanos();
    }
  }

  private final FakeTime time = new FakeTime();
  private final AnswerTimer timer = new AnswerTimer(time);
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  @Test
  void aCallIsGivenUpAfterItsTime() {
    CompletableFuture<String> call = timer.within(Duration.ofSeconds(15), answer);
    time.runs(14);
    assertThat(call.isDone(), is(false));
    time.runs(1);
    assertThat(
        assertThrows(CompletionException.class, call::join).getCause(),
        is(instanceOf(TimeoutException.class)));
    assertThat("the original is left alone", answer.isDone(), is(false));
  }

  @Test
  void anAnswerInTimeIsTakenAndNothingIsLeftToDo() {
    CompletableFuture<String> call = timer.within(Duration.ofSeconds(15), answer);
    time.runs(3);
    answer.complete("yes");
    assertThat(call.join(), is("yes"));
    assertThat(time.tasks.size(), is(0));
  }

  @Test
  void whatWasAnsweredWhileTheProcessWasSuspendedIsTaken() {
    for (int before : new int[] {0, 1, 14, 119}) {
      CompletableFuture<String> late = new CompletableFuture<>();
      CompletableFuture<String> call = timer.within(Duration.ofSeconds(120), late);
      time.runs(before);
      time.isSuspended(90);
      // The timers are the first to run again; the answer is read a moment later.
      time.runs(1);
      assertThat("suspended after " + before + " s", call.isDone(), is(false));
      late.complete("yes");
      assertThat(call.join(), is("yes"));
    }
  }

  @Test
  void aPauseIsNoReasonToWaitForEver() {
    CompletableFuture<String> call = timer.within(Duration.ofSeconds(15), answer);
    time.runs(14);
    time.isSuspended(90);
    time.runs(7);
    assertThat(call.isCompletedExceptionally(), is(true));
  }
}
