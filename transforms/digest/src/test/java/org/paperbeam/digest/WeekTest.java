package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WeekTest {
  @Test
  void aWeekBelongsToTheYearOfItsThursday() {
    assertThat(Week.of("2024-12-30").key(), is("2025-W01"));
    assertThat(Week.of("2027-01-01").key(), is("2026-W53"));
    assertThat(Week.of("2025-03-31").file(), is("2025/week-14.md"));
  }

  @Test
  void everyDayIsInTheSevenFromTheMondayOfItsKey() {
    for (LocalDate day = LocalDate.of(2019, 12, 1); day.getYear() < 2033; day = day.plusDays(1)) {
      Week week = Week.of(day.toString());
      LocalDate monday = Week.ofKey(week.key()).monday();
      assertThat(day.toString(), monday.plusDays(day.getDayOfWeek().getValue() - 1L), is(day));
    }
  }
}
