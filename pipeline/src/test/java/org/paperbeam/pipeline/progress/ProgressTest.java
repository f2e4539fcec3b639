package org.paperbeam.pipeline.progress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.ArxivMetrics;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.metrics.PaperbeamMetrics;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-11-21T23:07:18Z");
  private static final ProgressNumbers NOTHING = new ProgressNumbers(Map.of());

  private static final List<String> EVERYTHING =
      List.of(
          PaperbeamMetrics.DAYS_PUBLISHED,
          PaperbeamMetrics.DAYS_ASKED,
          PaperbeamMetrics.PAPERS_LISTED,
          PaperbeamMetrics.PAPERS_TO_SCORE,
          PaperbeamMetrics.PAPERS_FOR_AUTHORS,
          PaperbeamMetrics.LLM_REQUESTS,
          PaperbeamMetrics.LLM_RETRIES,
          PaperbeamMetrics.LLM_RATE_LIMITED,
          PaperbeamMetrics.LLM_COST_MICROUSD,
          PaperbeamMetrics.LANES_STARTED,
          PaperbeamMetrics.LLM_FAILED + FailureKind.OVERLOADED.label(),
          PaperbeamMetrics.LLM_FAILED + FailureKind.CONTRADICTION.label(),
          ArxivMetrics.REQUESTS);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static ProgressNumbers scored(long papers, long calls, long microUsd) {
    return numbers(3, 13, 3010, papers, 1204, calls, 0, microUsd, 1);
  }

  private static ProgressNumbers numbers(
      long daysDone,
      long daysAsked,
      long listed,
      long papers,
      long toScore,
      long calls,
      long ledgerHits,
      long microUsd,
      long lanes) {
    return new ProgressNumbers(
        Map.of(
            PaperbeamMetrics.DAYS_PUBLISHED, daysDone,
            PaperbeamMetrics.DAYS_ASKED, daysAsked,
            PaperbeamMetrics.PAPERS_LISTED, listed,
            PaperbeamMetrics.PAPERS_DECIDED, papers,
            PaperbeamMetrics.PAPERS_TO_SCORE, toScore,
            PaperbeamMetrics.LLM_REQUESTS, calls,
            PaperbeamMetrics.LEDGER_HITS, ledgerHits,
            PaperbeamMetrics.LLM_COST_MICROUSD, microUsd,
            PaperbeamMetrics.LANES_STARTED, lanes));
  }

  private static ProgressNumbers with(ProgressNumbers numbers, Map<String, Long> more) {
    Map<String, Long> all = new HashMap<>(numbers.counters());
    all.putAll(more);
    return new ProgressNumbers(all);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLineGrowsWithWhatIsKnown() {
    ProgressLine line = new ProgressLine(START);
    assertThat(line.text(NOTHING, START.plusSeconds(3)), is("0:00:03 | listing"));
    assertThat(
        line.text(numbers(0, 13, 3010, 0, 0, 0, 0, 0, 0), START.plusSeconds(70)),
        is("0:01:10 | scoring | days 0/13 | 3,010 papers listed"));
    assertThat(
        line.text(scored(0, 2, 0), START.plusSeconds(100)),
        is("0:01:40 | asking | days 3/13 | papers 0/1,204 | 2 calls"));
    assertThat(
        line.text(scored(4, 3, 12_000), START.plusSeconds(100)),
        is("0:01:40 | asking | days 3/13 | papers 4/1,204 | 3 calls | $0.01"));
    assertThat(
        line.text(scored(204, 30, 420_000), START.plusSeconds(200)),
        is("0:03:20 | asking | days 3/13 | papers 204/1,204 | 30 calls | $0.42 | 9 min left"));
  }

  @Test
  void theTimeLeftFollowsThePaceSinceTheFirstPaper() {
    ProgressLine line = new ProgressLine(START);
    line.text(scored(4, 3, 0), START);
    assertThat(
        line.text(scored(14, 3, 0), START.plusSeconds(4)),
        is("0:00:04 | asking | days 3/13 | papers 14/1,204 | 3 calls"));
    assertThat(
        line.text(scored(14, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | asking | days 3/13 | papers 14/1,204 | 3 calls | 3 h 18 min left"));
    assertThat(
        line.text(scored(1203, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | asking | days 3/13 | papers 1,203/1,204 | 3 calls | <1 min left"));
    assertThat(
        line.text(scored(1204, 3, 0), START.plusSeconds(100)),
        is("0:01:40 | publishing | days 3/13 | papers 1,204/1,204 | 3 calls"));
  }

  @Test
  void theStageIsNamed() {
    ProgressLine line = new ProgressLine(START);
    assertThat(
        line.text(new ProgressNumbers(Map.of(ArxivMetrics.REQUESTS, 12L)), START.plusSeconds(30)),
        is("0:00:30 | listing | 12 requests"));
    Map<String, Long> authors =
        Map.of(PaperbeamMetrics.PAPERS_LISTED, 90L, PaperbeamMetrics.PAPERS_FOR_AUTHORS, 90L);
    assertThat(
        line.text(new ProgressNumbers(authors), START.plusSeconds(40)),
        is("0:00:40 | authors | 90 papers listed"));
    assertThat(
        line.text(with(scored(0, 0, 0), authors), START.plusSeconds(50)),
        is("0:00:50 | asking | days 3/13 | papers 0/1,204"));
    assertThat(
        line.text(with(scored(1204, 9, 0), authors), START.plusSeconds(60)),
        is("0:01:00 | publishing | days 3/13 | papers 1,204/1,204 | 9 calls"));
  }

  @Test
  void refusalsAreShownWithTheReasonOfTheLastOneThoughNothingIsAnswered() {
    ProgressLine line = new ProgressLine(START);
    assertThat(
        line.text(
            with(
                scored(0, 0, 0),
                Map.of(PaperbeamMetrics.LLM_RATE_LIMITED, 7L, "llm_failed_overloaded", 7L)),
            START.plusSeconds(30)),
        is("0:00:30 | asking | days 3/13 | papers 0/1,204 | 7 refused (overloaded)"));
    Map<String, Long> later =
        Map.of(
            PaperbeamMetrics.LLM_RATE_LIMITED,
            7L,
            PaperbeamMetrics.LLM_RETRIES,
            2L,
            "llm_failed_overloaded",
            7L,
            "llm_failed_broken",
            3L);
    assertThat(
        line.text(with(scored(0, 3, 0), later), START.plusSeconds(60)),
        is("0:01:00 | asking | d 3/13 | papers 0/1,204 | 3 c | 2 r | 10 refused: broken"));
    assertThat(
        "nothing new",
        line.text(with(scored(0, 3, 0), later), START.plusSeconds(61)),
        is("0:01:01 | asking | d 3/13 | papers 0/1,204 | 3 c | 2 r | 10 refused: broken"));
  }

  @Test
  void theLineFitsATerminalWhateverTheNumbers() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      ProgressLine line = new ProgressLine(START);
      Map<String, Long> counters = new HashMap<>();
      for (String name : EVERYTHING) {
        if (random.nextInt(8) > 0) {
          counters.put(name, (long) Math.pow(10, 9 * random.nextDouble()));
        }
      }
      counters.put(PaperbeamMetrics.PAPERS_DECIDED, 1L);
      line.text(new ProgressNumbers(counters), START);
      counters.merge(PaperbeamMetrics.PAPERS_DECIDED, (long) random.nextInt(100_000), Long::sum);
      ProgressNumbers numbers = new ProgressNumbers(counters);
      String text = line.text(numbers, START.plusSeconds(random.nextInt(40_000_000)));
      assertThat(text, text.length(), lessThan(80));
      assertThat(text, containsString(" " + numbers.stage().label()));
      if (numbers.papersToScore() > 0) {
        assertThat(text, matchesPattern(".* (papers|p) [0-9,kM]+/[0-9,kM]+( .*)?"));
      }
      if (numbers.refused() > 0) {
        assertThat(text, containsString(" refused"));
      }
    }
  }

  @Test
  void ofAYearTheRetriesAreLeftOutAtMost() {
    ProgressLine line = new ProgressLine(START);
    line.text(numbers(0, 261, 90_000, 1, 80_000, 1, 0, 1, 1), START);
    String text =
        line.text(
            with(
                numbers(100, 261, 90_000, 30_000, 80_000, 12_345, 0, 123_450_000, 1),
                Map.of(
                    PaperbeamMetrics.LLM_RETRIES,
                    1_234L,
                    PaperbeamMetrics.LLM_RATE_LIMITED,
                    17L,
                    "llm_failed_overloaded",
                    17L)),
            START.plusSeconds(90_000));
    assertThat(
        text, is("25:00:00 asking d 100/261 p 30k/80k 12k c 17 refused: overloaded $123 41:40 h"));
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
  void aLogHasALineEveryTwentySeconds() {
    try (ProgressPrinter printer = new ProgressPrinter(out, false, START)) {
      for (int second = 1; second <= 41; second++) {
        printer.show(NOTHING, START.plusSeconds(second));
      }
    }
    assertThat(
        printed(),
        is(
            "0:00:20 | listing"
                + System.lineSeparator()
                + "0:00:40 | listing"
                + System.lineSeparator()));
  }

  @Test
  void whatTheLedgerAnswersIsSaidOnceWhenTheFirstLaneBegins() {
    try (ProgressPrinter printer = new ProgressPrinter(out, false, START)) {
      printer.show(numbers(0, 1, 90, 0, 20, 0, 60, 0, 0), START.plusSeconds(1));
      assertThat(printed(), is(""));
      printer.show(numbers(0, 1, 90, 0, 30, 0, 60, 0, 1), START.plusSeconds(2));
      printer.show(numbers(0, 1, 90, 5, 30, 1, 60, 0, 1), START.plusSeconds(3));
    }
    assertThat(
        printed().replace("\r\n", "\n"),
        is("the ledger answers 60 papers; the LLM is asked about 30\n"));
  }
}
