package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.Shows;

/** A day through the Batch API. */
public abstract class BatchContract extends Contract {
  private static final TestPaper[] PAPERS = {
    TestPaper.of("2503.10001"),
    TestPaper.of("2503.10002").scoring(2, 2),
    TestPaper.of("2503.10003").withIrrelevantTitle(),
    TestPaper.of("2503.10004").scoring(9, 9)
  };

  protected BatchContract(List<String> runner) {
    super(runner);
  }

  private CommandResult batch(TestServices services) {
    return run(services, "--llmMode=batch", "--llmBatchPollSeconds=1", "--maxCostUsd=1");
  }

  /** Records and digests without what they cost. */
  private Map<String, String> withoutCost() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    output()
        .content("scores", "digests", "unscored")
        .forEach(
            (file, text) ->
                texts.put(
                    file,
                    text.replaceAll("\\$ ?[0-9.]+", "\\$")
                        .replaceAll("(cost_usd\"\\s*:\\s*)[0-9.E-]+", "$1")
                        // The checksum holds the cost.
                        .replaceAll("(crc32c\"\\s*:\\s*)\"[0-9a-f]+\"", "$1")));
    return texts;
  }

  private double cost() throws IOException {
    return output().report().path("llm").path("cost_usd").asDouble();
  }

  @Test
  @Shows("llmMode")
  void aDayInBatchesIsTheDayAskedOneByOneAtHalfThePrice() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      CommandResult result = batch(services);
      assertEnds(result, 0);
      assertThat(result.err(), containsString("batch 1 of 1 request is at the service (batch_1)"));
      assertThat(services.batches().sizes(), is(List.of(1, 1)));
      assertThat(services.requests("/v1/chat"), is(empty()));
      assertThat(output().files("ledger/batches", "ledger/open", ".tmp"), is(empty()));
      Map<String, String> inBatches = withoutCost();
      double half = cost();
      assertEnds(batch(services), 0);
      assertThat("paid by a second run", services.batches().uploads(), is(2));
      assertThat(withoutCost(), is(inBatches));

      output().delete("ledger");
      assertEnds(run(services), 0);
      assertThat(services.requests("/v1/chat"), hasSize(2));
      assertThat(withoutCost(), is(inBatches));
      // The report rounds to millionths.
      assertThat(cost(), is(closeTo(2 * half, 3e-6)));
    }
  }

  @Test
  void aRunThatEndsWithAnOpenBatchIsGoneOnWith() throws IOException {
    try (TestServices services = TestServices.of(PAPERS)) {
      services
          .batches()
          .answer("GET /batches/id", BatchService.error(401, "invalid_api_key", "Rejected"));
      CommandResult failed = batch(services);
      assertEnds(failed, 1);
      assertThat(failed.out(), containsString("batch_1 (1 request) stays open at the service"));
      assertThat(output().files("ledger/batches"), hasSize(1));
      services.batches().answer("GET /batches/id", null);
      CommandResult next = batch(services);
      assertEnds(next, 0);
      assertThat(next.err(), containsString("batch 1 of 1 request is open since run "));
      assertThat(services.batches().sizes(), is(List.of(1, 1)));
      assertThat(services.batches().paidRequests(), is(2));
      assertThat(output().report().path("llm").path("requests").asLong(), is(2L));
      assertThat(output().files("ledger/batches"), is(empty()));
    }
  }
}
