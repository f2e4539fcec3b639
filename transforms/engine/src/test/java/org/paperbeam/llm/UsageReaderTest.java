package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What services say of tokens, and what of it is billed. */
class UsageReaderTest {
  private static void usage(String json, long prompt, long cached, long completion)
      throws Exception {
    assertThat(
        json,
        UsageReader.read(new ObjectMapper().readTree(json)),
        is(new Usage(prompt, cached, completion)));
  }

  private static void unknown(String json) throws Exception {
    Usage usage = UsageReader.read(new ObjectMapper().readTree(json));
    assertThat(json, usage, is(Usage.UNKNOWN));
    assertThat(usage.isKnown(), is(false));
  }

  @Test
  void plainCounts() throws Exception {
    usage("{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}", 12, 0, 3);
    usage("{\"prompt_tokens\":12,\"completion_tokens\":0}", 12, 0, 0);
    usage("{\"input_tokens\":12,\"output_tokens\":3}", 12, 0, 3);
    usage("{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":0}", 12, 0, 3);
  }

  @Test
  void thoughtsThatOnlyTheTotalHoldsAreBilled() throws Exception {
    usage("{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":115}", 12, 0, 103);
    usage(
        "{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":115,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}",
        12,
        0,
        103);
    usage(
        "{\"prompt_tokens\":12,\"completion_tokens\":3,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}",
        12,
        0,
        103);
    usage(
        "{\"prompt_tokens\":12,\"completion_tokens\":103,\"total_tokens\":115,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":100}}",
        12,
        0,
        103);
    usage("{\"prompt_tokens\":12,\"total_tokens\":15}", 12, 0, 3);
  }

  @Test
  void thoughtsHaveManyNames() throws Exception {
    for (String told :
        new String[] {
          "\"reasoning_tokens\":100",
          "\"thinking_tokens\":100",
          "\"thoughtsTokenCount\":100",
          "\"output_tokens_details\":{\"reasoning_tokens\":100}",
          "\"completion_tokens_details\":{\"thoughts_tokens\":100,\"accepted_tokens\":1}"
        }) {
      usage("{\"prompt_tokens\":12,\"completion_tokens\":3," + told + "}", 12, 0, 103);
      usage("{\"prompt_tokens\":12,\"completion_tokens\":103," + told + "}", 12, 0, 103);
    }
  }

  @Test
  void theCountsStandInManyPlaces() throws Exception {
    String counts = "{\"prompt_tokens\":12,\"completion_tokens\":3}";
    for (String body :
        new String[] {
          "{\"usage\":" + counts + "}",
          "{\"usage\":null,\"choices\":[{\"usage\":" + counts + "}]}",
          "{\"x_groq\":{\"usage\":" + counts + "}}",
          "{\"message\":{},\"prompt_eval_count\":12,\"eval_count\":3}",
          "{\"usage\":{\"inputTokens\":12,\"outputTokens\":3}}"
        }) {
      Usage usage = UsageReader.read(UsageReader.in(new ObjectMapper().readTree(body)));
      assertThat(body, usage, is(new Usage(12, 0, 3)));
    }
    unknown("{}");
  }

  @Test
  void halfAUsageIsNone() throws Exception {
    unknown("{}");
    unknown("{\"prompt_tokens\":12}");
    unknown("{\"completion_tokens\":3}");
    unknown("{\"total_tokens\":15}");
    unknown("{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}");
    unknown("{\"prompt_tokens\":null,\"completion_tokens\":null}");
    unknown("{\"prompt_tokens\":-4,\"completion_tokens\":\"x\"}");
  }

  @Test
  void cachedTokensHaveManyNames() throws Exception {
    String both = "{\"prompt_tokens\":12,\"completion_tokens\":3,";
    usage(both + "\"prompt_tokens_details\":{\"cached_tokens\":8}}", 12, 8, 3);
    usage(both + "\"prompt_cache_hit_tokens\":8,\"prompt_cache_miss_tokens\":4}", 12, 8, 3);
    usage(both + "\"cached_tokens\":8}", 12, 8, 3);
    usage(both + "\"cache_read_input_tokens\":8}", 12, 8, 3);
    usage(both + "\"input_tokens_details\":{\"cached_tokens\":8}}", 12, 8, 3);
    usage(both + "\"prompt_tokens_details\":{\"cache_read_tokens\":8}}", 12, 8, 3);
    usage(both + "\"num_cached_tokens\":8}", 12, 8, 3);
    usage(both + "\"cachedContentTokenCount\":8}", 12, 8, 3);
    usage(both + "\"cached_tokens\":99}", 12, 12, 3);
    usage(both + "\"prompt_tokens_details\":{\"cache_write_tokens\":8}}", 12, 0, 3);
    usage(both + "\"cache_creation_input_tokens\":8,\"cache_discount\":5}", 12, 0, 3);
    usage(
        "{\"input_tokens\":4,\"output_tokens\":3,\"cache_read_input_tokens\":8,"
            + "\"cache_creation_input_tokens\":1}",
        13,
        8,
        3);
  }
}
