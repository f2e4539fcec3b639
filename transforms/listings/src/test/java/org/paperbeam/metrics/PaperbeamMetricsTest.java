package org.paperbeam.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaperbeamMetricsTest {
  @Test
  void theNamesArePinned() throws IllegalAccessException {
    Map<String, String> names = new TreeMap<>();
    for (Field field : PaperbeamMetrics.class.getFields()) {
      names.put(field.getName(), (String) field.get(null));
    }
    assertThat(
        names,
        is(
            Map.ofEntries(
                Map.entry("NAMESPACE", "paperbeam"),
                Map.entry("DAYS_ASKED", "days_asked"),
                Map.entry("DAYS_PUBLISHED", "days_published"),
                Map.entry("PAPERS_LISTED", "papers_listed"),
                Map.entry("PAPERS_PREFILTERED", "papers_prefiltered"),
                Map.entry("PAPERS_TO_SCORE", "papers_to_score"),
                Map.entry("PAPERS_DECIDED", "papers_decided"),
                Map.entry("PAPERS_UNSCORED", "papers_unscored"),
                Map.entry("PAPERS_FOR_AUTHORS", "papers_for_authors"),
                Map.entry("LEDGER_HITS", "ledger_hits"),
                Map.entry("LLM_FAILED", "llm_failed_"),
                Map.entry("LLM_REQUESTS", "llm_requests"),
                Map.entry("LLM_RETRIES", "llm_retries"),
                Map.entry("LLM_RATE_LIMITED", "llm_rate_limited"),
                Map.entry("LLM_PROMPT_TOKENS", "llm_prompt_tokens"),
                Map.entry("LLM_CACHED_TOKENS", "llm_cached_tokens"),
                Map.entry("LLM_COMPLETION_TOKENS", "llm_completion_tokens"),
                Map.entry("LLM_COST_MICROUSD", "llm_cost_microusd"),
                Map.entry("LLM_THROTTLED_MS", "llm_throttled_ms"),
                Map.entry("LLM_IN_FLIGHT", "llm_in_flight"),
                Map.entry("LLM_LAST_ANSWER_S", "llm_last_answer_s"),
                Map.entry("LLM_LATENCY_MS", "llm_latency_ms"),
                Map.entry("LANES_STARTED", "lanes_started"),
                Map.entry("LLM_QUEUE", "llm_queue"))));
  }
}
