package org.paperbeam.calendar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HolidayTableTest {
  @Test
  void aSundayCountsAsItsFriday() {
    assertThat(
        HolidayTable.parse("# why\ndate,basis,name\n2025-07-06,published,observed\n"),
        is(Set.of(LocalDate.parse("2025-07-04"))));
  }

  @Test
  void aBadLineIsNamed() {
    assertThat(failure("\n2025-07-06,guessed,x"), containsString("line 2"));
    assertThat(failure("2025-07-6,derived,x"), containsString("2025-07-6"));
    assertThat(failure("2025-07-05,derived,x"), containsString("Saturday"));
    assertThat(failure("2025-07-04"), containsString("line 1"));
  }

  private static String failure(String text) {
    return assertThrows(IllegalArgumentException.class, () -> HolidayTable.parse(text))
        .getMessage();
  }
}
