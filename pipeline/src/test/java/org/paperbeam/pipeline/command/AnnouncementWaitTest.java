package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.testing.FakePace;

class AnnouncementWaitTest {
  private static final Instant NOW = Instant.parse("2025-03-25T00:05:00Z");

  private final FakePace pace = new FakePace(NOW);
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final AnnouncementWait wait =
      new AnnouncementWait(
          LocalDate.parse("2025-03-25"),
          25,
          pace,
          new PrintStream(told, true, StandardCharsets.UTF_8));

  @Test
  void anEarlierListingIsWaitedOutInStepsUntilTheMinutesAreUsedUp() throws Exception {
    RunReport earlier =
        failed("arXiv's RSS feed holds the listing of 2025-03-24, not of 2025-03-25");
    assertThat(wait.again(earlier), is(true));
    assertThat(wait.again(earlier), is(true));
    assertThat(wait.again(earlier), is(true));
    assertThat(wait.again(earlier), is(false));
    assertThat(
        pace.sleeps(),
        contains(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(5)));
    assertThat(
        told.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""),
        is("the announcement of 2025-03-25 is not out yet: asking again in 10 minutes"));
  }

  @Test
  void nothingElseIsWaitedFor() throws Exception {
    for (String reason :
        List.of(
            "arXiv's RSS feed holds the listing of 2025-03-26, not of 2025-03-25",
            "arXiv's RSS feed holds the listing of 2025-03-20, not of 2025-03-21",
            "the key was rejected")) {
      assertThat(reason, wait.again(failed(reason)), is(false));
    }
    assertThat(wait.again(new RunReportBuilder("run-1", NOW).build(NOW)), is(false));
    assertThat(pace.sleeps(), is(empty()));
  }

  private static RunReport failed(String reason) {
    return new RunReportBuilder("run-1", NOW)
        .withFailures(List.of(RunFailure.of(RunFailure.LISTING, reason)))
        .build(NOW);
  }
}
