package org.paperbeam.pipeline.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.money.Price;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.secret.KeySource;

/**
 * Who takes over what the first service leaves, as {@code --llmFallback} says it: {@code
 * URL,model=M,keyEnv=V,requestsPerMinute=N,tokensPerMinute=N}, all but the model with a default.
 *
 * @param url the service; by default the first one
 * @param key where its key is; by default that of the first service, when it is the same
 * @param requestsPerMinute calls a minute; 0 for no limit
 * @param tokensPerMinute tokens a minute; 0 for no limit
 * @param price the model's; null when it is unknown
 */
public record FallbackSettings(
    String url,
    String model,
    KeySource key,
    int requestsPerMinute,
    int tokensPerMinute,
    @Nullable Price price) {
  private static final List<String> WORDS =
      List.of("model", "keyEnv", "keyFile", "keySecret", "requestsPerMinute", "tokensPerMinute");

  private static final String FORM =
      "--llmFallback must be URL,model=NAME with keyEnv=, keyFile= or keySecret=, and"
          + " requestsPerMinute= and tokensPerMinute= if there are limits; without a URL it is"
          + " another model of --llmUrl";

  /**
   * Reads the option; its values are not shown again, for one of them may be a key by mistake.
   *
   * @param firstUrl the first service
   * @param firstKey where its key is
   * @throws UsageException when it cannot be read; says its form
   */
  static FallbackSettings read(String text, String firstUrl, KeySource firstKey) {
    Map<String, String> said = new LinkedHashMap<>();
    String url = firstUrl;
    int number = 0;
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      if (number++ == 0 && part.strip().matches("https?://.*")) {
        url = HttpUrl.base(part.strip()).orElseThrow(() -> new UsageException(FORM));
      } else if (!WORDS.contains(name)
          || part.substring(equals + 1).isBlank()
          || said.put(name, part.substring(equals + 1).strip()) != null) {
        throw new UsageException(FORM);
      }
    }
    String model = said.get("model");
    if (model == null) {
      throw new UsageException(FORM);
    }
    KeySource named = key(said);
    if (named == null && !url.equals(firstUrl)) {
      // A key goes to no address that nobody named it for.
      throw new UsageException(
          "--llmFallback names another service and no key: give keyEnv=, keyFile= or keySecret=");
    }
    return new FallbackSettings(
        url,
        model,
        named == null ? firstKey : named,
        rate(said, "requestsPerMinute"),
        rate(said, "tokensPerMinute"),
        null);
  }

  private static @Nullable KeySource key(Map<String, String> said) {
    List<String> places = WORDS.stream().filter(w -> w.startsWith("key")).toList();
    List<String> named = places.stream().filter(said::containsKey).toList();
    if (named.isEmpty()) {
      return null;
    }
    String value = said.get(named.get(0));
    boolean fits =
        switch (named.get(0)) {
          case "keyEnv" -> value.matches("[A-Za-z_][A-Za-z0-9_]*");
          case "keySecret" -> value.matches("projects/[^/]+/secrets/[^/]+(/versions/[^/]+)?");
          default -> true;
        };
    if (named.size() > 1 || !fits) {
      throw new UsageException(FORM);
    }
    return switch (named.get(0)) {
      case "keyEnv" -> KeySource.environment(value);
      case "keyFile" -> KeySource.file(value);
      default ->
          KeySource.secret(value.contains("/versions/") ? value : value + "/versions/latest");
    };
  }

  private static int rate(Map<String, String> said, String name) {
    String value = said.getOrDefault(name, "0");
    if (!value.matches("[1-9]\\d{0,8}") && said.containsKey(name)) {
      throw new UsageException("--llmFallback: " + name + " must be a whole number from 1 on");
    }
    return Integer.parseInt(value);
  }

  FallbackSettings withPrice(@Nullable Price of) {
    return new FallbackSettings(url, model, key, requestsPerMinute, tokensPerMinute, of);
  }
}
