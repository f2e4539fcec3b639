package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a service says that an answer has used, under the names that services have for it. Half of
 * it is nothing: a prompt without its answer's tokens would be too cheap.
 */
final class UsageReader {
  /**
   * No model has room for as many. What a service says beyond is not a count, and is not billed to
   * anybody: its answer has an unknown usage.
   */
  static final long MOST_TOKENS = 20_000_000;

  private UsageReader() {}

  /** The tokens that are billed; {@link Usage#UNKNOWN} when the service does not say all. */
  static Usage read(JsonNode usage) {
    long prompt = first(usage, "prompt_tokens", "input_tokens", "prompt_eval_count");
    long answer = first(usage, "completion_tokens", "output_tokens", "eval_count");
    long total = first(usage, "total_tokens");
    long thoughts = thoughts(usage);
    if (prompt < 0 && total >= 0 && answer >= 0) {
      prompt = total - answer;
    }
    long cached =
        Math.max(
            first(usage, "prompt_cache_hit_tokens", "cached_tokens", "cache_read_input_tokens"),
            Math.max(
                first(usage.path("prompt_tokens_details"), "cached_tokens"),
                first(usage.path("input_tokens_details"), "cached_tokens")));
    if (!usage.has("prompt_tokens") && usage.has("input_tokens") && total < 0) {
      // Anthropic's own form counts what was read from or written to the cache apart.
      prompt += Math.max(0, first(usage, "cache_read_input_tokens"));
      prompt += Math.max(0, first(usage, "cache_creation_input_tokens"));
    }
    if (total >= 0 && prompt >= 0) {
      // Some bill thoughts that only the total holds.
      answer = Math.max(answer, total - prompt);
    } else if (answer >= 0 && thoughts > answer) {
      answer += thoughts;
    }
    return prompt <= 0 || answer < 0
        ? Usage.UNKNOWN
        : new Usage(prompt, Math.max(0, cached), answer);
  }

  /** Tokens of thoughts; 0 when there are none, or the service does not tell. */
  static long thoughts(JsonNode usage) {
    return Math.max(
        Math.max(
            first(usage.path("completion_tokens_details"), "reasoning_tokens"),
            first(usage.path("output_tokens_details"), "reasoning_tokens")),
        Math.max(0, first(usage, "reasoning_tokens")));
  }

  /** The first of these counts that is there; -1 when none is. */
  private static long first(JsonNode usage, String... names) {
    for (String name : names) {
      JsonNode count = usage.path(name);
      // A number that does not fit into a long reads as its end.
      if (count.isNumber() && count.asLong() >= 0 && count.asDouble() <= MOST_TOKENS) {
        return count.asLong();
      }
    }
    return -1;
  }
}
