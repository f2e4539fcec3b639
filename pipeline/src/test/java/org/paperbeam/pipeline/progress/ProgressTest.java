package org.paperbeam.pipeline.progress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-11-21T23:07:18Z");
  private static final ProgressNumbers NOTHING = new ProgressNumbers(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static ProgressNumbers scored(long papers, long calls, long microUsd) {
    return new ProgressNumbers(3, 13, 3010, papers, 1204, calls, 0, microUsd, 0);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLineGrowsWithWhatIsKnown() {
    ProgressLine line = new ProgressLine(START);
    assertThat(line.text(NOTHING, START.plusSeconds(3)), is("0:00:03 | listing"));
    assertThat(
        line.text(new ProgressNumbers(0, 13, 3010, 0, 0, 0, 0, 0, 0), START.plusSeconds(70)),
        is("0:01:10 | days 0/13 | 3,010 papers listed"));
    assertThat(
        line.text(scored(0, 2, 0), START.plusSeconds(100)),
        is("0:01:40 | days 3/13 | papers 0/1,204 | 2 calls"));
    assertThat(
        line.text(scored(4, 3, 12_000), START.plusSeconds(100)),
        is("0:01:40 | days 3/13 | papers 4/1,204 | 3 calls | $0.01"));
    assertThat(
        line.text(scored(204, 30, 420_000), START.plusSeconds(200)),
        is("0:03:20 | days 3/13 | papers 204/1,204 | 30 calls | $0.42 | about 9 min left"));
  }

  @Test
  void theTimeLeftFollowsThePaceSinceTheFirstPaper() {
    ProgressLine line = new ProgressLine(START);
    line.text(scored(4, 3, 0), START);
    assertThat(
        line.text(scored(14, 3, 0), START.plusSeconds(4)),
        is("0:00:04 | days 3/13 | papers 14/1,204 | 3 calls"));
    assertThat(
        line.text(scored(14, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | days 3/13 | papers 14/1,204 | 3 calls | about 3 h 18 min left"));
    assertThat(
        line.text(scored(1203, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | days 3/13 | papers 1,203/1,204 | 3 calls | under a minute left"));
    assertThat(
        line.text(scored(1204, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | days 3/13 | papers 1,204/1,204 | 3 calls"));
  }

  @Test
  void theLineFitsATerminal() {
    ProgressLine line = new ProgressLine(START);
    line.text(new ProgressNumbers(0, 261, 90_000, 1, 80_000, 1, 0, 1, 0), START);
    String text =
        line.text(
            new ProgressNumbers(100, 261, 90_000, 30_000, 80_000, 12_345, 0, 123_450_000, 0),
            START.plusSeconds(90_000));
    assertThat(text, text.length(), lessThan(100));
  }

  @Test
  void aTerminalHasOneLineThatGoesAway() {
    try (ProgressPrinter printer = new ProgressPrinter(out, true, START)) {
      printer.show(NOTHING, START.plusSeconds(1));
      printer.show(NOTHING, START.plusSeconds(1));
      printer.show(NOTHING, START.plusSeconds(2));
    }
    assertThat(printed(), is("\r\u001b[K0:00:01 | listing\r\u001b[K0:00:02 | listing\r\u001b[K"));
  }

  @Test
  void aLogHasALineEveryThirtySeconds() {
    try (ProgressPrinter printer = new ProgressPrinter(out, false, START)) {
      for (int second = 1; second <= 61; second++) {
        printer.show(NOTHING, START.plusSeconds(second));
      }
    }
    assertThat(
        printed(),
        is(
            "0:00:30 | listing"
                + System.lineSeparator()
                + "0:01:00 | listing"
                + System.lineSeparator()));
  }

  @Test
  void whatTheLedgerAnswersIsSaidOnceWhenTheFirstLaneBegins() {
    try (ProgressPrinter printer = new ProgressPrinter(out, false, START)) {
      printer.show(new ProgressNumbers(0, 1, 90, 0, 20, 0, 60, 0, 0), START.plusSeconds(1));
      assertThat(printed(), is(""));
      printer.show(new ProgressNumbers(0, 1, 90, 0, 30, 0, 60, 0, 1), START.plusSeconds(2));
      printer.show(new ProgressNumbers(0, 1, 90, 5, 30, 1, 60, 0, 1), START.plusSeconds(3));
    }
    assertThat(
        printed().replace("\r\n", "\n"),
        is("the ledger answers 60 papers; the LLM is asked about 30\n"));
  }
}
