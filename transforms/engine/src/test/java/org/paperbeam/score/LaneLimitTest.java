package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.PastCalls;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;
import org.paperbeam.records.UnscoredPaper;

/** The limits of a minute, as the service sees the lane's calls. */
class LaneLimitTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  private ScoreConfig.Builder limited(int requests, int tokens) {
    return LaneBench.config(folder).setLimits(new LimitConfig(requests, tokens, 8));
  }

  /** What each call has used, in the order of {@link FakeService#calls}: answers come in it too. */
  private List<Long> used() {
    return bench.paid.stream().map(LaneLimitTest::tokens).toList();
  }

  private static long tokens(PaidCall call) {
    return call.getPromptTokens() + call.getCompletionTokens();
  }

  private long mostInAMinute(FakeService service) {
    List<Long> used = used();
    long most = 0;
    for (int from = 0; from < used.size(); from++) {
      long sum = 0;
      for (int i = from;
          i < used.size() && startedAt(service, i) - startedAt(service, from) < MINUTE;
          i++) {
        sum += used.get(i);
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  private static long startedAt(FakeService service, int call) {
    return service.calls().get(call).startedAt();
  }

  @Test
  void noMinuteSeesMoreTokensThanTheLimitAndItIsUsed() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(limited(0, 60_000).build(), service, 6_000);
    assertThat(bench.decided, hasSize(6_000));
    assertThat(used(), hasSize(service.calls().size()));
    assertThat(mostInAMinute(service), is(lessThanOrEqualTo(60_000L)));
    double minutes =
        (double) (startedAt(service, used().size() - 1) - startedAt(service, 0)) / MINUTE;
    long all = used().stream().mapToLong(Long::longValue).sum();
    // Answers here are a quarter as long as they may be, and calls in flight reserve all of that.
    assertThat(all / minutes, is(greaterThanOrEqualTo(0.90 * 60_000)));
  }

  @Test
  void aCallThatIsLargerThanTheWholeMinuteIsCutInHalves() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(limited(0, 2_500).build(), service, 10);
    assertThat(bench.idsOf(Outcome.SELECTED), is(LaneBench.ids(1, 10)));
    assertThat(service.calls().size(), is(greaterThan(1)));
    assertThat(mostInAMinute(service), is(lessThanOrEqualTo(2_500L)));
    assertThat(bench.failures, is(empty()));
  }

  @Test
  void aPaperThatNoMinuteCanHoldIsADeadLetterThatSaysWhy() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(limited(0, 300).build(), service, 3);
    assertThat(service.calls(), is(empty()));
    assertThat(
        bench.unscored.stream().map(UnscoredPaper::getArxivId).sorted().toList(),
        is(LaneBench.ids(1, 3)));
    assertThat(
        bench.unscored.stream().map(UnscoredPaper::getCause).toList(),
        everyItem(containsString("the limit is 300 a minute")));
    assertThat(bench.failures, is(empty()));
  }

  @Test
  void titlesThatNoMinuteCanHoldAreCutAndStillFiltered() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        limited(0, 1_500).setTitleFilter(true).setPrompts(LaneBench.prompts(100)).build(),
        service,
        100);
    assertThat(bench.decided, hasSize(100));
    assertThat(service.calls(Stage.TITLES).size(), is(greaterThan(1)));
    List<String> asked = new ArrayList<>();
    service.calls(Stage.TITLES).forEach(call -> asked.addAll(call.ids()));
    assertThat(asked.stream().sorted().toList(), is(LaneBench.ids(1, 100)));
  }

  @Test
  void whatOthersUsedJustBeforeIsInTheWindow() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.past =
        PastCalls.of(
            List.of(
                new PastCalls.PastCall(service.now().minusSeconds(20), 20_000),
                new PastCalls.PastCall(service.now().minusSeconds(40), 38_000)));
    long from = service.nanoTime();
    bench.work(limited(0, 60_000).build(), service, 20);
    // 38,000 of them leave the window after 21 seconds.
    assertThat(startedAt(service, 0) - from, is(greaterThanOrEqualTo(MINUTE * 21 / 60)));
  }
}
