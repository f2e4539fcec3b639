package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.money.Price;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.FakeService.Asked;
import org.paperbeam.score.FakeService.Reply;

/** Whatever a service does and in whatever order: what goes in comes out decided, once. */
class LaneScheduleTest {
  private static final int SEEDS = 1_000;
  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  @TempDir private Path folder;

  @Test
  void everyPaperOfEveryDayIsDecidedOnceWhateverTheServiceDoes() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        schedule(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private void schedule(int seed) throws Exception {
    Random random = new Random(seed);
    double faults = random.nextInt(4) * 0.2;
    boolean mayBeFatal = random.nextInt(10) == 0;
    int most = 1 + random.nextInt(5);
    boolean capped = random.nextInt(4) == 0;
    ScoreConfig.Builder config =
        LaneBench.config(folder.resolve("" + seed))
            .setTitleFilter(random.nextBoolean())
            .setPrompts(LaneBench.prompts(1 + random.nextInt(6)))
            .setMaxAttempts(1 + random.nextInt(3))
            .setLimits(
                new LimitConfig(
                    random.nextInt(3) == 0 ? 30 : 0, random.nextInt(3) == 0 ? 20_000 : 0, most));
    if (capped) {
      config.setSpending(
          SpendConfig.builder()
              .setPrice(PRICE)
              .setMaxCostUsd(0.005 + random.nextDouble() * 0.05)
              .build());
    }
    FakeService service = new FakeService(asked -> reply(random, asked, faults, mayBeFatal));
    List<Map.Entry<String, List<PaperQuestion>>> days = new ArrayList<>();
    List<String> in = new ArrayList<>();
    int next = 1;
    for (int day = 1; day <= 1 + random.nextInt(3); day++) {
      int papers = random.nextInt(9);
      List<PaperQuestion> questions = new ArrayList<>();
      for (int i = 0; i < papers; i++) {
        String date = "2025-03-0" + day;
        boolean kept = !config.build().isTitleFilter() || random.nextInt(3) == 0;
        questions.add(LaneBench.question(date, LaneBench.id(next), kept));
        in.add(date + " " + LaneBench.id(next++));
      }
      days.add(Map.entry("2025-03-0" + day, questions));
    }
    LaneBench bench = new LaneBench();
    bench.work(config.build(), service, days);

    List<String> out = bench.decidedPapers();
    assertThat("nothing twice", new HashSet<>(out), hasSize(out.size()));
    assertThat(service.peakInFlight(), is(lessThanOrEqualTo(most)));
    if (bench.failures.isEmpty()) {
      assertThat(out, is(in));
    } else {
      assertThat(bench.failures, hasSize(1));
      assertThat("nothing from nowhere", in.containsAll(out), is(true));
    }
    assertThat(
        bench.unscored.stream().map(u -> u.getArxivId()).sorted().toList(),
        is(bench.idsOf(Outcome.UNSCORED)));
    if (capped) {
      assertThat(
          service.billedUsd(PRICE),
          is(lessThanOrEqualTo(config.build().getSpending().getMaxCostUsd())));
    }
  }

  private static Reply reply(Random random, Asked asked, double faults, boolean mayBeFatal) {
    return (random.nextDouble() < faults ? fault(random, asked, mayBeFatal) : good(random, asked))
        .after(random.nextInt(5_000));
  }

  private static Reply good(Random random, Asked asked) {
    if (asked.stage() == Stage.SCORES) {
      return FakeService.good(asked);
    }
    return FakeService.drops(asked.ids().stream().filter(id -> random.nextInt(3) == 0).toList());
  }

  private static Reply fault(Random random, Asked asked, boolean mayBeFatal) {
    RateHints hints =
        Stream.of(
                RateHints.NONE,
                new RateHints(Duration.ofSeconds(2), 0, 0, Duration.ZERO),
                new RateHints(null, 50, 100_000, Duration.ofSeconds(1)))
            .skip(random.nextInt(3))
            .findFirst()
            .orElseThrow();
    return switch (random.nextInt(10)) {
      case 0 -> FakeService.fails(Kind.RATE, hints);
      case 1 -> FakeService.fails(Kind.TRANSIENT, hints);
      case 2 -> FakeService.fails(Kind.LOST);
      case 3 -> FakeService.fails(Kind.TOO_LONG);
      case 4 -> FakeService.fails(Kind.REJECTED);
      case 5 -> FakeService.fails(mayBeFatal ? Kind.FATAL : Kind.UNSUPPORTED);
      case 6 -> FakeService.answer("");
      case 7 -> FakeService.answer("{\"scores\":[{\"id\":", "length");
      case 8 -> FakeService.scores(asked.ids().subList(0, asked.ids().size() / 2));
      default -> FakeService.scores(List.of("2503.00001", "2503.00002", "hep-th/9901001"));
    };
  }
}
