package org.paperbeam.money;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The price of every model we know, from {@code prices.json} beside this class; a file of the
 * user's in the same form adds to it and wins over it. Prices change: the file says when each
 * provider's were looked up, and where. Immutable; safe for many threads.
 *
 * <p>The form, in US dollars per million tokens, where {@code cachedPrompt} may be missing when
 * there is no discount. {@code batchFactor}, of a provider or of one model, is what its Batch API
 * takes of the price, 0.5 for half; without it the price in batches is unknown:
 *
 * <pre>{@code
 * {"providers": [{"name": "OpenAI", "source": "https://...", "asOf": "2026-07-04",
 *   "batchFactor": 0.5, "models": {
 *   "gpt-4o": {"prompt": 2.50, "cachedPrompt": 1.25, "completion": 10.00}}}]}
 * }</pre>
 */
public final class Prices implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String BUNDLED = "prices.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * What a provider appends to a model's name for one dated release of it: {@code -2024-08-06},
   * {@code -20250929}, {@code @20250929}, {@code -0613}, {@code -001}, {@code -latest}. Other
   * endings ({@code -mini}, {@code -audio-preview}) are other models, at other prices.
   */
  private static final Pattern SNAPSHOT =
      Pattern.compile("(?<name>.+?)[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{3,4}|latest)");

  private static final String BATCH = "batchFactor";
  private static final Set<String> PRICE_FIELDS =
      Set.of("prompt", "cachedPrompt", "completion", BATCH);

  private final TreeMap<String, Price> byModel;

  private Prices(TreeMap<String, Price> byModel) {
    this.byModel = byModel;
  }

  /** The prices that come with Paperbeam. */
  public static Prices bundled() {
    try (InputStream in = Prices.class.getResourceAsStream(BUNDLED)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Prices(new TreeMap<>()).with(BUNDLED, json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled " + BUNDLED, e);
    }
  }

  /**
   * These prices and those of a text in the form above, which win.
   *
   * @param name what to call the text in an error, e.g. the file it comes from
   * @throws IllegalArgumentException if the text is not in the form above
   */
  public Prices with(String name, String json) {
    TreeMap<String, Price> all = new TreeMap<>(byModel);
    try {
      for (JsonNode provider : field(JSON.readTree(json), "providers", name)) {
        String place = name + ", provider " + provider.path("name").asText("without a name");
        for (Iterator<Map.Entry<String, JsonNode>> models =
                field(provider, "models", place).fields();
            models.hasNext(); ) {
          Map.Entry<String, JsonNode> model = models.next();
          String modelPlace = place + ", model " + model.getKey();
          Price price = price(model.getValue(), modelPlace);
          JsonNode holder = model.getValue().has(BATCH) ? model.getValue() : provider;
          all.put(model.getKey(), price.withBatchFactor(batchFactor(holder, modelPlace)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          name + " is not a price table in JSON: " + e.getOriginalMessage(), e);
    }
    return new Prices(all);
  }

  /**
   * A model's price: by its exact name, else by the name without the date of a snapshot ({@code
   * gpt-4o-2024-08-06} is {@code gpt-4o}). Empty for a model that is not in the table: its cost is
   * unknown, never 0.
   */
  public Optional<Price> of(String model) {
    Price exact = byModel.get(model);
    if (exact != null) {
      return Optional.of(exact);
    }
    Matcher snapshot = SNAPSHOT.matcher(model);
    return snapshot.matches()
        ? Optional.ofNullable(byModel.get(snapshot.group("name")))
        : Optional.empty();
  }

  private static Price price(JsonNode node, String place) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!PRICE_FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            place
                + ": unknown field "
                + name
                + ", allowed are prompt, cachedPrompt, completion, batchFactor");
      }
    }
    BigDecimal prompt = usd(node, "prompt", place);
    BigDecimal cached = node.has("cachedPrompt") ? usd(node, "cachedPrompt", place) : prompt;
    return new Price(prompt, cached, usd(node, "completion", place));
  }

  private static @Nullable BigDecimal batchFactor(JsonNode holder, String place) {
    JsonNode factor = holder.path(BATCH);
    if (factor.isMissingNode() || factor.isNull()) {
      return null;
    }
    BigDecimal value = factor.isNumber() ? factor.decimalValue() : BigDecimal.ZERO;
    if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "%s: %s must be above 0 and at most 1, it is %s".formatted(place, BATCH, factor));
    }
    return value;
  }

  private static BigDecimal usd(JsonNode node, String field, String place) {
    JsonNode value = field(node, field, place);
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw new IllegalArgumentException(
          "%s: %s must be US dollars per million tokens, 0 or more, it is %s"
              .formatted(place, field, value));
    }
    return value.decimalValue();
  }

  private static JsonNode field(JsonNode node, String field, String place) {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new IllegalArgumentException(place + " has no " + field);
    }
    return value;
  }
}
