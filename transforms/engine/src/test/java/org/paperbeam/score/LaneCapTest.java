package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.money.Price;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;
import org.paperbeam.records.UnscoredPaper;

/** The cost cap: no call starts that could pass it, and the papers that are left are all there. */
class LaneCapTest {
  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  @TempDir private Path folder;

  private final LaneBench bench = new LaneBench();

  private ScoreConfig.Builder capped(double usd) {
    return LaneBench.config(folder)
        .setSpending(SpendConfig.builder().setPrice(PRICE).setMaxCostUsd(usd).build());
  }

  private void assertTheRestIsUnscored(List<String> everyPaper) {
    assertThat(
        bench.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
        is(everyPaper));
    assertThat(
        bench.unscored.stream().map(UnscoredPaper::getArxivId).sorted().toList(),
        is(bench.idsOf(Outcome.UNSCORED)));
    assertThat(
        bench.unscored.stream().map(UnscoredPaper::getCause).toList(),
        everyItem(is("cost cap reached")));
    assertThat(bench.tally.isCapReached(), is(true));
    assertThat(bench.failures, is(empty()));
  }

  @Test
  void theCapIsUsedAndNeverPassed() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(capped(0.1).build(), service, 400);
    assertTheRestIsUnscored(LaneBench.ids(1, 400));
    assertThat(service.billedUsd(PRICE), is(lessThanOrEqualTo(0.1)));
    assertThat(service.billedUsd(PRICE), is(greaterThan(0.07)));
    assertThat(service.peakInFlight(), is(4));
  }

  @Test
  void aBatchThatIsTooDearIsAskedInSmallerOnes() throws Exception {
    // Twenty papers reserve four and a half cents for their answers alone.
    FakeService service = new FakeService(FakeService::good);
    bench.work(
        capped(0.03).setPrompts(LaneBench.prompts(20)).setTitleFilter(false).build(), service, 20);
    assertThat(bench.idsOf(Outcome.SELECTED), is(LaneBench.ids(1, 20)));
    assertThat(bench.tally.isCapReached(), is(false));
    assertThat(service.calls().size(), is(greaterThan(1)));
    assertThat(service.billedUsd(PRICE), is(lessThanOrEqualTo(0.03)));
  }

  @Test
  void aCapBelowOneCallAsksNothing() throws Exception {
    FakeService service = new FakeService(FakeService::good);
    bench.work(capped(0.000_001).setTitleFilter(true).build(), service, 20);
    assertThat(service.calls(), is(empty()));
    assertTheRestIsUnscored(LaneBench.ids(1, 20));
    assertThat(bench.unscored.get(0).getAttempts(), is(0));
  }

  @Test
  void titlesStillOpenAndPapersThatPassedAreLeftOnce() throws Exception {
    for (double usd = 0.000_5; usd < 0.02; usd += 0.000_5) {
      LaneBench one = new LaneBench();
      FakeService service =
          new FakeService(
              a ->
                  a.stage() == Stage.TITLES
                      ? FakeService.drops(a.ids().subList(0, 1))
                      : FakeService.good(a));
      List<Map.Entry<String, List<PaperQuestion>>> days =
          List.of(
              Map.entry(
                  "2025-03-24",
                  Stream.concat(
                          LaneBench.day("2025-03-24", 1, 12, false).getValue().stream(),
                          LaneBench.day("2025-03-24", 13, 20, true).getValue().stream())
                      .toList()),
              LaneBench.day("2025-03-25", 21, 45, false),
              LaneBench.day("2025-03-26", 46, 50, true));
      one.work(
          capped(usd).setPrompts(LaneBench.prompts(3)).setTitleFilter(true).build(), service, days);
      assertThat(
          "at " + usd,
          one.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
          is(LaneBench.ids(1, 50)));
      assertThat(one.unscored, hasSize(one.idsOf(Outcome.UNSCORED).size()));
      assertThat(service.billedUsd(PRICE), is(lessThanOrEqualTo(usd)));
    }
  }

  @Test
  void aCallThatWaitsForItsBackOffIsLeftToo() throws Exception {
    FakeService service =
        new FakeService(
            a ->
                a.number() == 1
                    ? FakeService.fails(Kind.LOST).after(0)
                    : FakeService.good(a).after(0));
    service.dice(0.999);
    bench.work(capped(0.012).setPrompts(LaneBench.prompts(2)).build(), service, 20);
    assertTheRestIsUnscored(LaneBench.ids(1, 20));
    assertThat(service.billedUsd(PRICE), is(lessThan(0.012)));
  }

  @Test
  void whatTheServiceDoesNotBillIsSettledAgain() throws Exception {
    FakeService service =
        new FakeService(
            a -> a.number() <= 20 ? FakeService.fails(Kind.TRANSIENT) : FakeService.good(a));
    bench.work(capped(0.02).setMaxAttempts(30).build(), service, 4);
    assertThat(bench.idsOf(Outcome.SELECTED), is(LaneBench.ids(1, 4)));
    assertThat(bench.tally.isCapReached(), is(false));
  }
}
