package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.Outcome;
import org.paperbeam.prompt.Stage;

/**
 * What asking again is worth at a service as noisy as the one that the reference system asked:
 * papers that it scored twice had equal scores in 53 %. Two runs of the same days, each with a
 * ledger of its own; {@code bench/rescore} prints the figures.
 */
class RescoreNoiseTest {
  /** How often each pair of scores stands in the public corpus: a line a relevance, from 1. */
  private static final int[][] CORPUS = {
    {0, 13, 14, 17, 11, 15, 0, 0, 0, 0},
    {0, 20, 19, 17, 13, 17, 0, 0, 0, 0},
    {0, 8, 7, 13, 22, 14, 0, 0, 0, 0},
    {0, 14, 9, 13, 8, 19, 0, 0, 0, 0},
    {0, 17, 23, 19, 16, 23, 0, 0, 0, 0},
    {0, 14, 15, 16, 14, 16, 0, 0, 0, 0},
    {0, 13, 16, 13, 26, 3, 11, 3, 0, 0},
    {0, 0, 0, 0, 0, 4, 117, 49, 3, 0},
    {0, 0, 0, 0, 0, 0, 5, 123, 17, 0},
    {0, 0, 0, 0, 0, 0, 0, 6, 7, 0}
  };

  /** The share of the corpus's titles that the filter drops. */
  private static final double DROPPED = 0.29;

  /** That a score is one higher, or one lower: two answers are equal in 53 % then. */
  private static final double OFF_BY_ONE = 0.077;

  /** As many as the corpus, whose days have a hundred papers: four or five scoring calls a day. */
  private static final int DAYS = 13;

  private static final int PAPERS = 100;
  private static final CutOffs CUT_OFFS = new CutOffs(7, 6);

  @TempDir private Path folder;

  private final Map<String, int[]> truth = new HashMap<>();
  private final Map<String, Boolean> dropped = new HashMap<>();
  private int equal;
  private int twice;

  private record Run(Map<String, Boolean> selected, int calls, int scoringCalls) {}

  @BeforeEach
  void inventPapers() {
    Random random = new Random(1);
    List<int[]> pairs = new ArrayList<>();
    for (int r = 0; r < CORPUS.length; r++) {
      for (int n = 0; n < CORPUS[r].length; n++) {
        for (int i = 0; i < CORPUS[r][n]; i++) {
          pairs.add(new int[] {r + 1, n + 1});
        }
      }
    }
    for (int i = 1; i <= DAYS * PAPERS; i++) {
      truth.put(LaneBench.id(i), pairs.get(random.nextInt(pairs.size())));
      dropped.put(LaneBench.id(i), random.nextDouble() < DROPPED);
    }
  }

  private static int noisy(int score, Random random) {
    double dice = random.nextDouble();
    int off = dice < OFF_BY_ONE ? -1 : dice < 2 * OFF_BY_ONE ? 1 : 0;
    return Math.max(1, Math.min(10, score + off));
  }

  private Run run(int seed, boolean rescoring) throws Exception {
    Map<String, Integer> times = new HashMap<>();
    FakeService service =
        new FakeService(
            asked ->
                asked.stage() == Stage.TITLES
                    ? FakeService.drops(asked.ids().stream().filter(dropped::get).toList())
                    : FakeService.answer(
                        asked.ids().stream()
                            .map(id -> line(id, seed, times.merge(id, 1, Integer::sum)))
                            .collect(Collectors.joining("\n"))));
    NearCutOff rule =
        rescoring ? NearCutOff.of(CUT_OFFS.minRelevance(), CUT_OFFS.minNovelty()) : null;
    List<Map.Entry<String, List<PaperQuestion>>> days = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      List<PaperQuestion> questions =
          LaneBench.day(
                  "2025-03-%02d".formatted(day + 1), day * PAPERS + 1, (day + 1) * PAPERS, false)
              .getValue();
      days.add(
          Map.entry(
              "2025-03-%02d".formatted(day + 1),
              questions.stream().map(q -> q.toBuilder().setNearCutOff(rule).build()).toList()));
    }
    LaneBench bench = new LaneBench("run-" + seed + rescoring, CUT_OFFS);
    bench.work(
        LaneBench.config(folder.resolve(seed + "-" + rescoring))
            .setTitleFilter(true)
            .setPrompts(LaneBench.prompts(20))
            .setCutOffs(CUT_OFFS)
            .build(),
        service,
        days);
    Map<String, Boolean> selected = new TreeMap<>();
    bench
        .outcomes()
        .forEach(
            (id, outcome) -> {
              if (outcome != Outcome.TITLE_FILTERED) {
                selected.put(id, outcome == Outcome.SELECTED);
              }
            });
    return new Run(selected, service.calls().size(), service.sizes(Stage.SCORES).size());
  }

  private String line(String id, int seed, int time) {
    int[] said = said(id, seed, time);
    if (seed == 1 && time == 1) {
      int[] other = said(id, 2, 1);
      twice++;
      equal += said[0] == other[0] && said[1] == other[1] ? 1 : 0;
    }
    return "{\"id\":\"%s\",\"relevance\":%d,\"novelty\":%d}".formatted(id, said[0], said[1]);
  }

  private int[] said(String id, int seed, int time) {
    Random random = new Random((id + " " + seed + " " + time).hashCode() * 0x9E3779B97F4A7C15L);
    random.nextDouble();
    int[] both = truth.get(id);
    return new int[] {noisy(both[0], random), noisy(both[1], random)};
  }

  private static double same(Run one, Run other) {
    long same =
        one.selected().entrySet().stream()
            .filter(e -> e.getValue().equals(other.selected().get(e.getKey())))
            .count();
    return same / (double) one.selected().size();
  }

  @Test
  void decisionsAreTheSameAgainForAQuarterMoreCallsAtTheMost() throws Exception {
    Run plain = run(1, false);
    double before = same(plain, run(2, false));
    Run again = run(1, true);
    double after = same(again, run(2, true));
    double calls = again.calls() / (double) plain.calls();
    double scoring = again.scoringCalls() / (double) plain.scoringCalls();
    double equalScores = equal / (double) twice;
    System.out.printf(
        Locale.ROOT,
        "equal scores %.1f %%; same decision %.2f %%, and %.2f %% when near cut-offs are asked about"
            + " again, for %.3f times the calls (%.3f times those for scores)%n",
        100 * equalScores,
        100 * before,
        100 * after,
        calls,
        scoring);
    assertThat(equalScores, closeTo(0.53, 0.04));
    assertThat(after, greaterThanOrEqualTo(0.97));
    assertThat(1 - before, greaterThan(2 * (1 - after)));
    assertThat(calls, lessThanOrEqualTo(1.25));
    assertThat(scoring, lessThanOrEqualTo(1.25));
  }
}
