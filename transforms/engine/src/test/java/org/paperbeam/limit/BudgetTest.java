package org.paperbeam.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void theCapIsReachedExactlyAndNotPassed() throws Exception {
    Budget budget = Budget.ofUsd(0.000_010);
    assertThat(budget.reserve(6), is(true));
    assertThat(budget.reserve(5), is(false));
    assertThat(budget.reserve(4), is(true));
    assertThat(budget.reserve(1), is(false));
    budget.settle(6, 2);
    assertThat(budget.reserve(5), is(false));
    assertThat(budget.reserve(4), is(true));
    budget.settle(4, 0);
    budget.settle(4, 4);
    assertThat(budget.reserve(4), is(true));
    assertThat(budget.reserve(1), is(false));
  }

  @Test
  void whateverTheOrderNoMoreIsSpentThanTheCap() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Budget budget = Budget.ofUsd(0.001);
      List<Long> flying = new ArrayList<>();
      long spent = 0;
      for (int i = 0; i < 200; i++) {
        long most = 1 + random.nextInt(200);
        if (random.nextBoolean() && budget.reserve(most)) {
          flying.add(most);
        } else if (!flying.isEmpty()) {
          long reserved = flying.remove(random.nextInt(flying.size()));
          long used = random.nextInt((int) reserved + 1);
          budget.settle(reserved, used);
          spent += used;
        }
        long worst = spent + flying.stream().mapToLong(Long::longValue).sum();
        assertThat(worst, is(lessThanOrEqualTo(1_000L)));
      }
    }
  }

  @Test
  void withoutACapEverythingMayStart() throws Exception {
    Budget budget = Budget.unlimited();
    for (int i = 0; i < 1_000; i++) {
      assertThat(budget.reserve(1_000_000_000_000L), is(true));
    }
  }

  @Test
  void aCapBelowNothingIsNamed() throws Exception {
    assertThat(Budget.ofUsd(0).reserve(1), is(false));
    for (double usd : new double[] {-0.01, -1, Double.NaN}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> Budget.ofUsd(usd));
      assertThat(e.getMessage(), containsString("maxCostUsd is " + usd));
    }
  }
}
