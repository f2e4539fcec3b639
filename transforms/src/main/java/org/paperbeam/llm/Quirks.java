package org.paperbeam.llm;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the service turned out not to take, found out once a run and remembered: JSON schemas, a
 * temperature, a seed, {@code max_tokens} (newer models want {@code max_completion_tokens}).
 * Thread-safe; one instance a lane.
 */
public final class Quirks {
  /** A part of the request that some services or models refuse. */
  public enum Part {
    SCHEMA("response_format", "json_schema"),
    TEMPERATURE("temperature"),
    SEED("seed"),
    MAX_TOKENS("max_tokens");

    private final String[] names;

    Part(String... names) {
      this.names = names;
    }

    private boolean isNamedIn(String message) {
      for (String name : names) {
        if (message.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }

  private final Set<Part> refused = ConcurrentHashMap.newKeySet();

  /** For a model; those that reason take no temperature and no {@code max_tokens}. */
  public Quirks(String model) {
    if (reasons(model)) {
      refused.add(Part.TEMPERATURE);
      refused.add(Part.SEED);
      refused.add(Part.MAX_TOKENS);
    }
  }

  /** Whether a model thinks before it answers, and bills that as completion tokens. */
  public static boolean reasons(String model) {
    return model.toLowerCase(Locale.ROOT).matches("(.*/)?(o[1-9]|gpt-5).*");
  }

  /** Whether requests may still hold that part. */
  public boolean takes(Part part) {
    return !refused.contains(part);
  }

  /** The first part of the request that a refusal, in small letters, names; null for none. */
  static @Nullable Part named(String refusal, Set<Part> sent) {
    return sent.stream().filter(part -> part.isNamedIn(refusal)).findFirst().orElse(null);
  }

  /** Requests will not hold that part any more. */
  void leaveOut(Part part) {
    refused.add(part);
  }
}
