package org.paperbeam.money;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final Price GPT_4O =
      new Price(new BigDecimal("2.50"), new BigDecimal("1.25"), new BigDecimal("10.00"));

  private static void assertUsd(BigDecimal usd, String expected) {
    assertThat(usd, is(comparesEqualTo(new BigDecimal(expected))));
  }

  @Test
  void promptAndCompletionHaveTheirOwnCost() {
    Cost cost = GPT_4O.cost(93_333, 0, 12_929);
    assertUsd(cost.promptUsd(), "0.2333325");
    assertUsd(cost.completionUsd(), "0.12929");
    assertUsd(cost.totalUsd(), "0.3626225");
  }

  @Test
  void cachedTokensAreAPartOfThePromptAtTheirOwnPrice() {
    assertUsd(GPT_4O.cost(2_000, 1_024, 0).totalUsd(), "0.00372");
    assertUsd(GPT_4O.cost(1_000, 1_000, 0).totalUsd(), "0.00125");
    assertUsd(GPT_4O.cost(1_000, 5_000, 0).totalUsd(), "0.00125");
  }

  @Test
  void manySmallCostsAddUpToOneLargeOne() {
    Cost sum = Cost.ZERO;
    for (int i = 0; i < 10_000; i++) {
      sum = sum.plus(GPT_4O.cost(1, 1, 1));
    }
    assertUsd(sum.totalUsd(), "0.1125");
    assertUsd(sum.promptUsd(), "0.0125");
  }

  @Test
  void numbersBelowZeroAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> GPT_4O.cost(-1, 0, 0));
    assertThat(e.getMessage(), containsString("tokens must be 0 or more, they are -1 (prompt)"));
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Price(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE.negate()));
    assertThat(e.getMessage(), is("completion must be 0 or more, it is -1"));
  }
}
