package org.paperbeam.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.money.Price;
import org.paperbeam.records.DayUsage;

class UsagesTest {
  private static final Price PRICE =
      new Price(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  private final Usages usages = new Usages();

  private static PaidCall call(String id, boolean batch) {
    return PaidCall.builder()
        .setId(id)
        .setRunId("r")
        .setDate("2025-03-25")
        .setPromptSha256("p")
        .setPromptTokens(1_000_000)
        .setCachedTokens(0)
        .setCompletionTokens(100_000)
        .setBatch(batch)
        .build();
  }

  @Test
  void eachCallCostsWhatItsWayCosts() {
    usages.add(call("a", false));
    usages.add(call("b", true));
    usages.add(call("b", true));
    DayUsage sum = usages.sum("d", PRICE.withBatchFactor(new BigDecimal("0.5")));
    assertThat(sum.getRequests(), is(2L));
    assertThat(sum.getPromptCostUsd(), is(closeTo(2.5 + 1.25, 1e-9)));
    assertThat(sum.getCompletionCostUsd(), is(closeTo(1 + 0.5, 1e-9)));
  }

  @Test
  void aCallOfUnknownPriceMakesTheSumUnknown() {
    usages.add(call("a", false));
    assertThat(usages.sum("d", (Price) null).getPromptCostUsd(), is(nullValue()));
    assertThat(usages.sum("d", PRICE).getPromptCostUsd(), is(closeTo(2.5, 1e-9)));
    usages.add(call("b", true));
    assertThat(usages.sum("d", PRICE).getPromptCostUsd(), is(nullValue()));
    assertThat(usages.sum("d", PRICE).getCompletionCostUsd(), is(nullValue()));
    assertThat(usages.sum("d", PRICE).getPromptTokens(), is(2_000_000L));
  }

  @Test
  void aCallWhoseUseNobodyToldMakesTheSumUnknown() {
    usages.add(call("a", false));
    usages.add(
        PaidCall.builder()
            .setId("c")
            .setRunId("r")
            .setDate("d")
            .setPromptSha256("p")
            .setPromptTokens(0)
            .setCachedTokens(0)
            .setCompletionTokens(0)
            .build());
    assertThat(usages.sum("d", PRICE).getPromptCostUsd(), is(nullValue()));
    assertThat(usages.sum("d", PRICE).getRequests(), is(2L));
  }
}
