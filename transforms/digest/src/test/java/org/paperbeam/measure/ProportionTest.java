package org.paperbeam.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ProportionTest {
  private static final double CLOSE = 5e-5;

  /**
   * Clopper and Pearson's exact limits, two-sided 95 % (97.5 % a side), as they are printed: for
   * ten cases in every table of them, for 20 to 263 cases in Newcombe, Statistics in Medicine 17
   * (1998), table I.
   */
  @Test
  void theBoundsAreThoseOfThePublishedTables() {
    assertThat(new Proportion(1, 10).lower(0.975), is(closeTo(0.0025, CLOSE)));
    assertThat(new Proportion(1, 10).upper(0.975), is(closeTo(0.4450, CLOSE)));
    assertThat(new Proportion(5, 10).lower(0.975), is(closeTo(0.1871, CLOSE)));
    assertThat(new Proportion(5, 10).upper(0.975), is(closeTo(0.8129, CLOSE)));
    assertThat(new Proportion(0, 10).upper(0.975), is(closeTo(0.3085, CLOSE)));
    assertThat(new Proportion(9, 10).lower(0.975), is(closeTo(0.5550, CLOSE)));
    assertThat(new Proportion(81, 263).lower(0.975), is(closeTo(0.2527, CLOSE)));
    assertThat(new Proportion(81, 263).upper(0.975), is(closeTo(0.3676, CLOSE)));
    assertThat(new Proportion(15, 148).lower(0.975), is(closeTo(0.0578, CLOSE)));
    assertThat(new Proportion(15, 148).upper(0.975), is(closeTo(0.1617, CLOSE)));
    assertThat(new Proportion(0, 20).upper(0.975), is(closeTo(0.1684, CLOSE)));
    assertThat(new Proportion(1, 29).lower(0.975), is(closeTo(0.0009, CLOSE)));
    assertThat(new Proportion(1, 29).upper(0.975), is(closeTo(0.1776, CLOSE)));
    // One-sided, none lost: the n-th root of 5 %; 59 of 59 is the textbook's 95/95.
    assertThat(new Proportion(59, 59).lower(0.95), is(closeTo(Math.pow(0.05, 1.0 / 59), 1e-9)));
    assertThat(new Proportion(99, 99).lower(0.95) >= 0.97, is(true));
    assertThat(new Proportion(98, 98).lower(0.95) >= 0.97, is(false));
  }

  @Test
  void nothingIsKnownWithoutACase() {
    Proportion none = new Proportion(0, 0);
    assertThat(none.share(), is(0.0));
    assertThat(none.lower(0.95), is(0.0));
    assertThat(none.upper(0.95), is(1.0));
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2)).getMessage(),
        is("found must be 0 to all, not 3 of 2 cases"));
    for (double bad : new double[] {0, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Proportion(1, 2).lower(bad));
    }
  }
}
