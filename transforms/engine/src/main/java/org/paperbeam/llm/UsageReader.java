package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.regex.Pattern;

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

  /** Tokens that were read from a cache; not those that were written to it, or missed it. */
  private static final Pattern CACHED =
      Pattern.compile("(?i)(?!.*(creat|writ|miss)).*cache.*token.*");

  private static final Pattern THOUGHTS = Pattern.compile("(?i).*(reason|think|thought).*token.*");

  private UsageReader() {}

  /** Where a completion tells what it has used; missing when it does not. */
  static JsonNode in(JsonNode body) {
    for (JsonNode usage :
        new JsonNode[] {
          body.path("usage"),
          body.path("choices").path(0).path("usage"),
          body.path("x_groq").path("usage")
        }) {
      if (usage.isObject()) {
        return usage;
      }
    }
    // Ollama's own form has the counts beside the message.
    return body.has("prompt_eval_count") ? body : MissingNode.getInstance();
  }

  /** The tokens that are billed; {@link Usage#UNKNOWN} when the service does not say all. */
  static Usage read(JsonNode usage) {
    long prompt =
        first(
            usage,
            "prompt_tokens",
            "input_tokens",
            "prompt_eval_count",
            "promptTokens",
            "inputTokens",
            "prompt_token_count",
            "promptTokenCount");
    long answer =
        first(
            usage,
            "completion_tokens",
            "output_tokens",
            "eval_count",
            "completionTokens",
            "outputTokens",
            "candidates_token_count",
            "candidatesTokenCount");
    long total = first(usage, "total_tokens", "totalTokens", "totalTokenCount");
    long thoughts = thoughts(usage);
    if (prompt < 0 && total >= 0 && answer >= 0) {
      prompt = total - answer;
    }
    long cached = most(usage, CACHED);
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
        : new Usage(prompt, Math.min(prompt, cached), answer);
  }

  /** Tokens of thoughts; 0 when there are none, or the service does not tell. */
  static long thoughts(JsonNode usage) {
    return most(usage, THOUGHTS);
  }

  /** The largest of the counts whose names say so, among the counts or their details. */
  private static long most(JsonNode usage, Pattern name) {
    long most = 0;
    for (Map.Entry<String, JsonNode> count : usage.properties()) {
      if (count.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> detail : count.getValue().properties()) {
          most = Math.max(most, count(detail, name));
        }
      }
      most = Math.max(most, count(count, name));
    }
    return most;
  }

  private static long count(Map.Entry<String, JsonNode> count, Pattern name) {
    JsonNode value = count.getValue();
    boolean counts = value.isIntegralNumber() && name.matcher(count.getKey()).matches();
    return counts && value.asDouble() <= MOST_TOKENS ? value.asLong() : 0;
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
