package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunIdsTest {
  private static final Instant AT = Instant.parse("2026-11-21T23:07:18.999Z");

  @Test
  void anIdIsTheSecondInUtcAndSixRandomDigits() {
    assertThat(RunIds.next(AT, new Random(1)), matchesPattern("20261121T230718Z-[0-9a-f]{6}"));
  }

  @Test
  void idsSortByTime() {
    assertThat(
        RunIds.next(AT, new Random()), lessThan(RunIds.next(AT.plusSeconds(1), new Random())));
  }

  @Test
  void twoRunsOfTheSameSecondDiffer() {
    Random random = new Random(1);
    assertThat(RunIds.next(AT, random).equals(RunIds.next(AT, random)), is(false));
  }
}
