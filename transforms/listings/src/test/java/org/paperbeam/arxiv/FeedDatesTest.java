package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedDatesTest {
  @Test
  void aDayIsReadInEveryFormThatFeedsGiveIt() {
    List<String> dates =
        List.of(
            "Tue, 25 Mar 2025 00:00:00 -0400",
            "Mon, 25 Mar 2025 00:00:00 -0400",
            "25 Mar 2025 00:00:00 EDT",
            "Tue,  25 Mar 2025 00:00:00  EDT",
            "2025-03-25T00:00:00-04:00",
            "2025-03-25 00:00:00-04:00");
    for (String date : dates) {
      assertThat(date, FeedDates.dayAsWritten(date), is(LocalDate.of(2025, 3, 25)));
      assertThat(
          date, FeedDates.rfc2822(date).toInstant(), is(Instant.parse("2025-03-25T04:00:00Z")));
    }
  }

  @Test
  void soIsATime() {
    List<String> dates =
        List.of(
            "Mon, 2 Jan 2023 12:00:00 GMT",
            "2 Jan 2023 12:00:00 UTC",
            "2 Jan 2023 12:00:00 UT",
            "2 Jan 2023 12:00:00 Z",
            "2023-01-02T12:00:00Z",
            "2 Jan 2023 07:00:00 EST");
    for (String date : dates) {
      assertThat(
          date, FeedDates.rfc2822(date).toInstant(), is(Instant.parse("2023-01-02T12:00:00Z")));
    }
  }

  @Test
  void whatIsNoDateIsNone() {
    for (String odd : new String[] {"", "today", "2025-03-25", "25 Mar 2025", "Z", "32 Mar 2025"}) {
      assertThat(odd, FeedDates.rfc2822(odd), is(nullValue()));
    }
  }
}
