package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two runs that share an output folder. */
public abstract class TwoRunsContract extends Contract {
  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"),
    TestPaper.of("2503.10002").scoring(2, 2),
    TestPaper.of("2503.10003").withIrrelevantTitle(),
    TestPaper.of("2503.10004")
  };

  protected TwoRunsContract(List<String> runner) {
    super(runner);
  }

  @Test
  void twoRunsAtOnceBothEndAndLeaveAWholeFolderAndALedgerThatAThirdCanRead() throws Exception {
    try (TestServices services = TestServices.of(PAPERS)) {
      CompletableFuture<CommandResult> other = CompletableFuture.supplyAsync(() -> run(services));
      CommandResult one = run(services);
      CommandResult two = other.get(120, TimeUnit.SECONDS);
      assertThat(one.text(), one.code(), is(0));
      assertThat(two.text(), two.code(), is(0));
      assertThat(output().files("runs"), hasSize(2));
      assertWhole();

      int calls = services.asked().size();
      assertEnds(run(services), 0);
      assertThat("paid by the third", services.asked().size(), is(calls));
      assertWhole();

      output().delete("");
      assertEnds(run(services), 0);
      assertThat("paid by two at once", calls, is(services.asked().size() - calls));
    }
  }

  private void assertWhole() throws IOException {
    output().assertBalanced();
    assertThat(
        output().outcomes(DAY),
        is(
            new TreeMap<>(
                Map.of(
                    "2503.10001", "selected",
                    "2503.10002", "below_cutoff",
                    "2503.10003", "title_filtered",
                    "2503.10004", "selected"))));
    assertThat(output().digestOrder(DAY), is(List.of("2503.10001", "2503.10004")));
    // Reading a torn line would fail.
    assertThat(output().lines("ledger"), is(not(empty())));
    assertThat(output().files("unscored", ".tmp", "ledger/open"), is(empty()));
  }
}
