package org.paperbeam.money;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final Prices BUNDLED = Prices.bundled();

  private static Price price(String prompt, String cached, String completion) {
    return new Price(new BigDecimal(prompt), new BigDecimal(cached), new BigDecimal(completion));
  }

  private static Price half(String prompt, String cached, String completion) {
    return price(prompt, cached, completion).withBatchFactor(new BigDecimal("0.5"));
  }

  @Test
  void aModelIsFoundByItsName() {
    assertThat(BUNDLED.of("gpt-4o"), is(Optional.of(half("2.50", "1.25", "10.00"))));
    assertThat(BUNDLED.of("gpt-4o-mini"), is(Optional.of(half("0.15", "0.075", "0.60"))));
  }

  @Test
  void aBatchCostsHalfWhereTheTableSaysSo() {
    Price gpt4o = BUNDLED.of("gpt-4o").flatMap(Price::inBatch).orElseThrow();
    assertThat(gpt4o.cost(1_000_000, 0, 1_000_000).totalUsd().doubleValue(), is(6.25));
    for (String model : List.of("claude-opus-4-8", "deepseek-chat", "mistral-large-2512")) {
      assertThat(model, BUNDLED.of(model).isPresent(), is(true));
      assertThat(model, BUNDLED.of(model).flatMap(Price::inBatch), is(Optional.empty()));
    }
    Prices mine =
        Prices.bundled()
            .with(
                "t.json",
                "{\"providers\": [{\"name\": \"P\", \"batchFactor\": 0.5, \"models\": {"
                    + "\"a\": {\"prompt\": 4, \"completion\": 8},"
                    + "\"b\": {\"prompt\": 4, \"completion\": 8, \"batchFactor\": 0.25},"
                    + "\"c\": {\"prompt\": 4, \"completion\": 8, \"batchFactor\": null}}}]}");
    assertThat(mine.of("a").orElseThrow().inBatch().orElseThrow().prompt().intValue(), is(2));
    assertThat(mine.of("b").orElseThrow().inBatch().orElseThrow().prompt().intValue(), is(1));
    assertThat(mine.of("c").orElseThrow().inBatch(), is(Optional.empty()));
  }

  @Test
  void theDiscountsOfTheCacheAndTheBatchAreNotAddedUp() {
    Price dearCache = half("2.50", "2.00", "10").inBatch().orElseThrow();
    assertThat(dearCache.cachedPrompt(), is(dearCache.prompt()));
    Price cheapCache = half("2.50", "0.25", "10").inBatch().orElseThrow();
    assertThat(cheapCache.cachedPrompt(), is(new BigDecimal("0.25")));
  }

  @Test
  void aDatedSnapshotIsFoundByTheNameBeforeItsDate() {
    for (String[] pair :
        new String[][] {
          {"gpt-4o-2024-08-06", "gpt-4o"},
          {"gpt-4o-mini-2024-07-18", "gpt-4o-mini"},
          {"gpt-4-0613", "gpt-4"},
          {"gpt-5-mini-2025-08-07", "gpt-5-mini"},
          {"claude-sonnet-4-5-20250929", "claude-sonnet-4-5"},
          {"claude-sonnet-4-5@20250929", "claude-sonnet-4-5"},
          {"claude-sonnet-4-20250514", "claude-sonnet-4"},
          {"claude-3-5-haiku-latest", "claude-3-5-haiku"},
          {"gemini-2.0-flash-001", "gemini-2.0-flash"}
        }) {
      assertThat(pair[0], BUNDLED.of(pair[0]), is(BUNDLED.of(pair[1])));
      assertThat(pair[0], BUNDLED.of(pair[0]).isPresent(), is(true));
    }
  }

  @Test
  void aSnapshotWithAPriceOfItsOwnKeepsIt() {
    assertThat(BUNDLED.of("gpt-4o-2024-05-13"), is(Optional.of(half("5.00", "5.00", "15.00"))));
    assertThat(
        BUNDLED.of("mistral-large-2411").equals(BUNDLED.of("mistral-large-2512")), is(false));
  }

  @Test
  void anUnknownModelHasNoPrice() {
    for (String model :
        List.of("", "llama-3", "gpt-4o-audio-preview", "gpt-4", "gpt-9", "GPT-4O", "gpt-4o-")) {
      boolean known = model.equals("gpt-4");
      assertThat(model, BUNDLED.of(model).isPresent(), is(known));
    }
    assertThat(BUNDLED.of("claude-opus-9"), is(Optional.empty()));
    assertThat(BUNDLED.of("mistral-large-2402"), is(Optional.empty()));
  }

  @Test
  void theBundledTableSaysWhereAndWhenForEveryProvider() throws Exception {
    JsonNode table = new JsonMapper().readTree(Prices.class.getResourceAsStream("prices.json"));
    List<String> names = new ArrayList<>();
    List<String> models = new ArrayList<>();
    for (JsonNode provider : table.path("providers")) {
      names.add(provider.path("name").asText());
      provider.path("models").fieldNames().forEachRemaining(models::add);
      assertThat(provider.path("source").asText(), startsWith("https://"));
      assertThat(provider.path("asOf").asText(), matchesPattern("\\d{4}-\\d{2}-\\d{2}"));
    }
    assertThat(names, containsInAnyOrder("OpenAI", "Anthropic", "Google", "DeepSeek", "Mistral"));
    assertThat(models, is(not(empty())));
    for (String model : models) {
      Price price = BUNDLED.of(model).orElseThrow();
      assertThat(model, price.prompt(), is(greaterThan(BigDecimal.ZERO)));
      assertThat(model, price.cachedPrompt(), is(lessThanOrEqualTo(price.prompt())));
      assertThat(model, price.completion(), is(greaterThan(BigDecimal.ZERO)));
    }
  }

  @Test
  void aTableOfTheUsersAddsAndWins() {
    String mine =
        "{\"providers\": [{\"name\": \"Mine\", \"models\": {"
            + "\"local\": {\"prompt\": 0, \"completion\": 0.01},"
            + "\"gpt-4o\": {\"prompt\": 2, \"cachedPrompt\": 1, \"completion\": 3}}}]}";
    Prices prices = BUNDLED.with("mine.json", mine);
    assertThat(prices.of("local"), is(Optional.of(price("0", "0", "0.01"))));
    assertThat(prices.of("gpt-4o"), is(Optional.of(price("2", "1", "3"))));
    assertThat(prices.of("gpt-4o-mini"), is(BUNDLED.of("gpt-4o-mini")));
    assertThat(BUNDLED.of("local"), is(Optional.empty()));
  }

  @Test
  void aBadTableIsRefusedWithItsPlace() {
    assertRefused("{", "t.json is not a price table in JSON");
    assertRefused("", "t.json has no providers");
    assertRefused("[]", "t.json has no providers");
    assertRefused("{\"providers\": [{\"name\": \"P\"}]}", "t.json, provider P has no models");
    String model = "t.json, provider P, model m";
    assertRefused(table("{\"prompt\": 1}"), model + " has no completion");
    assertRefused(table("{\"prompt\": \"1\", \"completion\": 1}"), model + ": prompt must be US");
    assertRefused(table("{\"prompt\": 1, \"completion\": -1}"), model + ": completion must be US");
    assertRefused(
        table("{\"prompt\": 1, \"completion\": 1, \"cached\": 1}"),
        model
            + ": unknown field cached, allowed are prompt, cachedPrompt, completion, batchFactor");
    for (String factor : List.of("0", "1.5", "-0.5", "\"half\"")) {
      assertRefused(
          table("{\"prompt\": 1, \"completion\": 1, \"batchFactor\": " + factor + "}"),
          model + ": batchFactor must be above 0 and at most 1, it is " + factor);
    }
  }

  private static String table(String price) {
    return "{\"providers\": [{\"name\": \"P\", \"models\": {\"m\": " + price + "}}]}";
  }

  private static void assertRefused(String json, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BUNDLED.with("t.json", json));
    assertThat(e.getMessage(), containsString(message));
  }
}
