package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.paperbeam.score.LaneBench.config;
import static org.paperbeam.score.LaneBench.id;
import static org.paperbeam.score.LaneBench.ids;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.FakeService.Asked;
import org.paperbeam.score.FakeService.Reply;

/** Calls that fail: which are repeated, which papers are given up, and what ends the run. */
class LaneFailureTest {
  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  @Test
  void aTransientFailureIsAskedAgainAfterARandomWaitThatDoubles() throws Exception {
    for (double dice : new double[] {0, 0.999}) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(
              a ->
                  a.number() <= 7
                      ? FakeService.fails(Kind.TRANSIENT).after(0)
                      : FakeService.good(a));
      service.dice(dice);
      one.work(config(folder).setMaxAttempts(8).build(), service, 5);
      List<Long> gaps = new ArrayList<>();
      for (int i = 1; i < 8; i++) {
        long gap = service.calls().get(i).startedAt() - service.calls().get(i - 1).startedAt();
        gaps.add(Math.round(gap / 1e9));
      }
      assertThat(
          gaps,
          is(
              dice == 0
                  ? List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L)
                  : List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L)));
      assertThat(one.decided, hasSize(5));
      assertThat(one.tally.getRetries(), is(7L));
    }
  }

  @Test
  void aTransientFailureObeysRetryAfter() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 1
                    ? FakeService.fails(Kind.TRANSIENT, FakeService.COME_BACK_SOON)
                    : FakeService.good(a));
    bench.work(config(folder).build(), service, 5);
    assertThat(
        service.calls().get(1).startedAt() - service.calls().get(0).startedAt(),
        is(Duration.ofSeconds(8).toNanos()));
  }

  @Test
  void aBatchThatOnlyFailsStepsDownWithAllAttemptsOnEveryStep() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.holds(id(1)) && a.ids().size() > 1
                    ? FakeService.fails(Kind.LOST)
                    : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(2).build(), service, 4);
    assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(4, 4, 2, 2, 2, 1, 1));
    assertThat(bench.idsOf(Outcome.SELECTED), is(ids(1, 4)));
  }

  @Test
  void aPaperThatIsRefusedIsFoundAndGivenUpWithoutFurtherAttempts() throws Exception {
    for (Kind kind : List.of(Kind.REJECTED, Kind.TOO_LONG)) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(a -> a.holds(id(3)) ? FakeService.fails(kind) : FakeService.good(a));
      one.work(config(folder).build(), service, 8);
      assertThat(service.sizes(Stage.SCORES), containsInAnyOrder(8, 4, 4, 1, 1, 1, 1));
      assertThat(one.idsOf(Outcome.UNSCORED), is(List.of(id(3))));
      assertThat(one.unscored.get(0).getCause(), is("it was " + kind));
      assertThat(one.decided, hasSize(8));
      assertThat(one.failures, is(empty()));
    }
  }

  @Test
  void aRefusedParameterIsAskedAgainAtOnceWithTheWholeBatch() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.number() == 1 ? FakeService.fails(Kind.UNSUPPORTED) : FakeService.good(a));
    bench.work(config(folder).setMaxAttempts(1).build(), service, 8);
    assertThat(service.sizes(Stage.SCORES), is(List.of(8, 8)));
    assertThat(bench.decided, hasSize(8));
  }

  @Test
  void aFatalFailureStopsAtOnceAndKeepsWhatIsOnItsWay() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 2
                    ? FakeService.fails(Kind.FATAL).after(100)
                    : FakeService.good(a).after(5_000));
    bench.work(config(folder).build(), service, 100);
    assertThat(service.calls(), hasSize(4));
    assertThat(bench.decided, hasSize(30));
    assertThat(bench.unscored, is(empty()));
    assertThat(bench.paid, hasSize(3));
    try (Stream<Path> files = Files.walk(folder.resolve("open/run-1"))) {
      assertThat(files.filter(Files::isRegularFile).count(), is(3L));
    }
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getStage(), is(FailureStage.LLM));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.REFUSED));
    assertThat(
        bench.failures.get(0).getMessage(),
        startsWith("the LLM service http://service.test: it was FATAL"));
  }

  @Test
  void aServiceThatNeverAnswersEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.LOST));
    bench.work(config(folder).setMaxAttempts(2).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("does not answer: it was LOST"));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.BROKEN));
    assertThat(service.calls().size(), is(lessThanOrEqualTo(16)));
    assertThat(bench.decided, is(empty()));
    assertThat(bench.unscored, is(empty()));
  }

  @Test
  void aServiceThatRefusesEveryPaperEndsTheRun() throws Exception {
    FakeService service = new FakeService(a -> FakeService.fails(Kind.REJECTED));
    bench.work(config(folder).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
  }

  @Test
  void anAnswerThatCannotBeKeptEndsTheRun() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "no folder");
    FakeService service = new FakeService(FakeService::good);
    bench.work(config(file).build(), service, 100);
    assertThat(bench.failures, hasSize(1));
    assertThat(
        bench.failures.get(0).getMessage(),
        containsString("an answer could not be kept in the ledger"));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.STORAGE));
    assertThat(service.calls(), hasSize(4));
  }

  @Test
  void aClientThatBreaksEndsTheRunAndDoesNotHang() throws Exception {
    Function<Asked, Reply> broken =
        a -> {
          throw new IllegalStateException("broken");
        };
    bench.work(config(folder).build(), new FakeService(broken), 20);
    assertThat(bench.failures, hasSize(1));
    assertThat(bench.failures.get(0).getMessage(), containsString("broken"));
    assertThat(bench.failures.get(0).getKind(), is(FailureKind.UNKNOWN));
  }
}
