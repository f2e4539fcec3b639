package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionTimeTest {
  @Test
  void datesOfRfc2822AreRead() {
    Optional<Instant> expected = Optional.of(Instant.parse("2007-04-02T19:18:42Z"));
    assertThat(SubmissionTime.parse("Mon, 2 Apr 2007 19:18:42 GMT"), is(expected));
    assertThat(SubmissionTime.parse("Mon,  02 Apr 2007 19:18:42 +0000"), is(expected));
    assertThat(SubmissionTime.parse("2 Apr 2007 15:18:42 -0400"), is(expected));
    assertThat(SubmissionTime.parse("Fri, 2 Apr 2007 19:18:42 UTC"), is(expected));
  }

  @Test
  void whatIsNoDateIsNone() {
    for (String text :
        new String[] {
          "",
          "v1",
          "Mon, 32 Apr 2007 19:18:42 GMT",
          "Mon, 2 Apr 2007",
          "2 Foo 2007 19:18:42 GMT",
          "2 Apr 2007 19:18:42 +9900"
        }) {
      assertThat(text, SubmissionTime.parse(text), is(Optional.empty()));
    }
  }

  @Test
  void anIdHoldsItsMonth() {
    assertThat(SubmissionTime.monthOf("2503.18929"), is(Optional.of(YearMonth.of(2025, 3))));
    assertThat(SubmissionTime.monthOf("hep-th/9901001"), is(Optional.of(YearMonth.of(1999, 1))));
    assertThat(SubmissionTime.monthOf("math.GT/0309136"), is(Optional.of(YearMonth.of(2003, 9))));
    assertThat(SubmissionTime.monthOf("2513.18929"), is(Optional.empty()));
    assertThat(SubmissionTime.monthOf("x"), is(Optional.empty()));
  }
}
