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
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
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
    RunReport earlier = failed(FailureKind.NOT_OUT_YET);
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
    for (FailureKind kind : FailureKind.values()) {
      if (kind != FailureKind.NOT_OUT_YET) {
        assertThat(kind.label(), wait.again(failed(kind)), is(false));
      }
    }
    assertThat(wait.again(new RunReportBuilder("run-1", NOW).build(NOW)), is(false));
    assertThat(pace.sleeps(), is(empty()));
  }

  private static RunReport failed(FailureKind kind) {
    // The words of the message decide nothing.
    String words = "holds the listing of 2025-03-24, not of 2025-03-25";
    return new RunReportBuilder("run-1", NOW)
        .withFailures(List.of(RunFailure.of(FailureStage.LISTING, kind, words)))
        .build(NOW);
  }
}
