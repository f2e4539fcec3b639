package org.paperbeam.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoredTest {
  private static final Scored SIX =
      Scored.of(
          List.of(
              item(0.9, true),
              item(0.8, false),
              item(0.7, true),
              item(0.6, false),
              item(0.5, false),
              item(0.4, true)));

  private static Scored.Item item(double score, boolean wanted) {
    return new Scored.Item(score, wanted);
  }

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    // Nine pairs: 0.9 wins three, 0.7 two, 0.4 none.
    assertThat(SIX.auc(), is(closeTo(5 / 9.0, 1e-12)));
    assertThat(Scored.of(List.of(item(1, true), item(1, false), item(0, false))).auc(), is(0.75));
    assertThat(Scored.of(List.of(item(1, true))).auc(), is(0.5));
  }

  @Test
  void aThresholdKeepsWhatReachesIt() {
    assertThat(SIX.recallAt(0.7), is(new Proportion(2, 3)));
    assertThat(SIX.droppedAt(0.7), is(new Proportion(2, 3)));
    assertThat(SIX.recallOfFirst(3), is(new Proportion(2, 3)));
    assertThat(SIX.wantedScore(1), is(0.7));
  }

  @Test
  void workIsSavedWhereTheWantedStandFirst() {
    assertThat(SIX.workSaved(0.95), is(closeTo(0 - 0.05, 1e-12)));
    assertThat(SIX.workSaved(2 / 3.0), is(closeTo(0.5 - 1 / 3.0, 1e-12)));
  }

  @Test
  void gainIsThatOfTheBestOrderAtMost() {
    double best = 1 + 1 / (Math.log(3) / Math.log(2)) + 0.5;
    double gain = 1 + 0.5;
    assertThat(SIX.ndcg(3), is(closeTo(gain / best, 1e-12)));
    assertThat(Scored.of(List.of(item(2, true), item(1, false))).ndcg(10), is(1.0));
    assertThat(Scored.of(List.of(item(1, false))).ndcg(10), is(0.0));
  }

  @Test
  void probabilitiesThatAreRightAreFoundAgain() {
    Random random = new Random(1);
    List<Scored.Item> items = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double score = random.nextGaussian() * 2;
      double p = 1 / (1 + Math.exp(-(1.5 * score - 2)));
      items.add(item(score, random.nextDouble() < p));
    }
    Scored scored = Scored.of(items);
    Calibration curve = Calibration.of(scored);
    assertThat(curve.slope(), is(closeTo(1.5, 0.1)));
    assertThat(curve.shift(), is(closeTo(-2, 0.1)));
    for (Calibration.Bin bin : curve.bins(scored, 10)) {
      assertThat(bin.wanted().share(), is(closeTo(bin.probability(), 0.04)));
    }
  }
}
