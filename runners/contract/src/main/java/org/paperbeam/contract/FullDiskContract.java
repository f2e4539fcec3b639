package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A disk that is full under {@code --output}: nothing half written, nothing paid for twice. */
public abstract class FullDiskContract extends Contract {
  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"), TestPaper.of("2503.10002"), TestPaper.of("2503.10003")
  };

  private final MemoryStorage disk = new MemoryStorage();

  protected FullDiskContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return disk;
  }

  @Test
  void anAnswerThatCannotBeKeptEndsTheRunBeforeMoreIsPaidFor() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      // For the feed, the lease and its account, and for the first of the day's two answers.
      disk.leaveRoomFor(4);
      assertFull(services);
      assertThat(output().files("scores", "digests", "unscored", "site"), is(empty()));
      assertThat(services.asked(), hasSize(2));

      disk.makeRoom();
      assertEnds(run(services), 0);
      assertThat("only what could not be kept is asked again", services.asked(), hasSize(3));
      assertThat(output().outcomes(DAY).size(), is(PAPERS.length));
    }
  }

  @Test
  void aDayThatCannotBeWrittenIsWrittenByTheNextRunForNothing() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      // For the feed, the lease and its account, and both answers.
      disk.leaveRoomFor(5);
      assertFull(services);
      assertThat(output().files("scores", "digests", "site"), is(empty()));
      assertThat(services.asked(), hasSize(2));

      disk.makeRoom();
      assertEnds(run(services), 0);
      assertThat("all answers were kept", services.asked(), hasSize(2));
      assertThat(output().outcomes(DAY).size(), is(PAPERS.length));
      assertThat(output().digest(DAY), not(containsString("incomplete")));
    }
  }

  private void assertFull(TestServices services) {
    CommandResult full = run(services);
    assertThat(full.text(), full.code(), is(1));
    assertThat(full.text(), containsString("No space left on device"));
    assertThat(full.text(), not(containsString("\tat ")));
    // Also of the answer that could not be kept; gpt-4o costs $2.50 and $10 for a million tokens.
    double usd = services.promptTokens() * 2.5e-6 + services.completionTokens() * 10e-6;
    assertThat(
        full.text(),
        containsString(
            String.format(
                Locale.ROOT,
                "%d LLM calls, 0 answers from the ledger, %,d + %,d tokens, $%.4f",
                services.asked().size(),
                services.promptTokens(),
                services.completionTokens(),
                usd)));
  }
}
