package org.paperbeam.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static Agreement.Pair pair(int one, int other) {
    return new Agreement.Pair(one, other);
  }

  @Test
  void equalAndNearScoresAreCounted() {
    Agreement found = Agreement.of(List.of(pair(7, 7), pair(7, 8), pair(3, 5), pair(9, 9)));
    assertThat(found.exact(), is(0.5));
    assertThat(found.withinOne(), is(0.75));
    assertThat(found.items(), is(4));
  }

  @Test
  void kappaIsTheTextbooksWithQuadraticWeights() {
    // Two raters, two grades: 20 and 15 agreed, 5 and 10 not; Cohen's example, kappa 0.4.
    List<Agreement.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pairs.add(i < 20 ? pair(1, 1) : i < 25 ? pair(1, 0) : i < 35 ? pair(0, 1) : pair(0, 0));
    }
    assertThat(Agreement.of(pairs).kappa(), is(closeTo(0.4, 1e-12)));
    assertThat(Agreement.of(List.of(pair(1, 2), pair(2, 1))).kappa(), is(closeTo(-1, 1e-12)));
    assertThat(Agreement.of(List.of(pair(4, 4), pair(4, 4))).kappa(), is(1.0));
    assertThat(Agreement.of(List.of()).items(), is(0));
  }
}
