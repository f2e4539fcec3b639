package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RunMarksTest {
  /** What does not count, in one expression that is slow on a long text. */
  private static final String MARKS =
      "\"(run_id|scored_at|generated)\"\\s*:\\s*(\"[^\"]*\"|null)"
          + "|,\\s*\"(seen_before|topic|summary|summary_language)\"\\s*:\\s*null"
          + "|,\\s*\"matched_authors\"\\s*:\\s*\\[\\s*\\]"
          + "|,\\s*\"(records_|unscored_|markdown_)?crc32c\"\\s*:\\s*\"[0-9a-f]*\""
          + "|,\\s*\"title_prompt\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*+\""
          + "|,\\s*\"first_published\"\\s*:\\s*\"[^\"]*\"";

  @Property(tries = 3_000)
  void theSameIsLeftOutAsByOneExpression(@ForAll("texts") String text) {
    assertThat(RunMarks.without(text), is(text.replaceAll(MARKS, "")));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "{",
            "}",
            ",",
            ", ",
            ",\n  ",
            ":",
            ": ",
            "null",
            "[]",
            "[ ]",
            "\"",
            "\\\"",
            "a",
            "\"run_id\": \"r-1\"",
            "\"scored_at\":null",
            "\"generated\" : \"x\"",
            "\"topic\":null",
            "\"topic\": \"t\"",
            "\"summary\": null",
            "\"matched_authors\": []",
            "\"matched_authors\":[\"A\"]",
            "\"crc32c\":\"0a\"",
            "\"markdown_crc32c\": \"0a\"",
            "\"title_prompt\": \"a \\\"b\\\" c\"",
            "\"first_published\":\"2025\"",
            "\"date\":\"d\"")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Test
  void filesThatSayTheSameAreTheSame() {
    String before = "{\"run_id\":\"a\",\"score\":1,\"topic\":null,\"scored_at\":\"10:00\"}";
    for (String now :
        List.of(
            before,
            "{\"run_id\":\"b\",\"score\":1,\"scored_at\":\"11:00\"}",
            "{\"run_id\":\"b\",\"score\":1,\n \"crc32c\":\"0\",\"scored_at\":\"11:00\"}")) {
      assertThat(now, RunMarks.sameWithout(before, now), is(true));
    }
    for (String other :
        List.of(
            "{\"run_id\":\"a\",\"score\":2,\"scored_at\":\"10:00\"}",
            "{\"run_id\":\"a\",\"score\":1,\"topic\":\"t\",\"scored_at\":\"10:00\"}",
            "{\"score\":1,\"scored_at\":\"10:00\"}")) {
      assertThat(other, RunMarks.sameWithout(before, other), is(false));
    }
    assertThat(RunMarks.sum(before), is(not(RunMarks.sum(before.replace("1", "2")))));
  }
}
