package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
  @Test
  void theEncodingIsTheModelsOwn() {
    for (String model :
        List.of(
            "gpt-4",
            "gpt-4-0613",
            "gpt-4-turbo",
            "gpt-4-32k",
            "gpt-3.5-turbo",
            "gpt-35-turbo",
            "openai/gpt-4",
            "ft:gpt-3.5-turbo:org::id",
            "GPT-4")) {
      assertThat(model, TokenCounter.forModel(model).encodingName(), is("cl100k_base"));
    }
    for (String model :
        List.of(
            "gpt-4o",
            "gpt-4o-mini-2024-07-18",
            "gpt-4.1-mini",
            "gpt-4.5-preview",
            "gpt-5",
            "o3",
            "chatgpt-4o-latest",
            "claude-sonnet-4-5",
            "deepseek-chat",
            "",
            "no-such-model")) {
      assertThat(model, TokenCounter.forModel(model).encodingName(), is("o200k_base"));
    }
  }

  @Test
  void knownTextsHaveTheirKnownCounts() {
    TokenCounter gpt4o = TokenCounter.forModel("gpt-4o");
    TokenCounter gpt4 = TokenCounter.forModel("gpt-4");
    assertThat(gpt4o.count(""), is(0));
    // From OpenAI's cookbook, "How to count tokens with tiktoken".
    assertThat(gpt4.count("antidisestablishmentarianism"), is(6));
    assertThat(gpt4o.count("antidisestablishmentarianism"), is(6));
    assertThat(gpt4.count("2 + 2 = 4"), is(7));
    assertThat(gpt4o.count("2 + 2 = 4"), is(7));
    assertThat(gpt4.count("お誕生日おめでとう"), is(9));
    assertThat(gpt4o.count("お誕生日おめでとう"), is(8));
  }

  @Test
  void specialTokensInAPaperAreOrdinaryText() {
    for (String model : List.of("gpt-4", "gpt-4o")) {
      assertThat(TokenCounter.forModel(model).count("<|endoftext|>"), is(greaterThanOrEqualTo(5)));
    }
  }

  @Test
  void halfASurrogatePairIsCountedAndDoesNotThrow() {
    assertThat(TokenCounter.forModel("gpt-4o").count("a \ud800 b"), is(greaterThanOrEqualTo(3)));
  }

  @Test
  void longRunsWithoutBlanksAreCountedInTimeAndNearlyRight() {
    TokenCounter counter = TokenCounter.forModel("gpt-4o");
    for (String unit : List.of("a", "=", " ", "\n", "中", "😀", "aB", "1", "\u200b", "{\"")) {
      int whole =
          Assertions.assertTimeout(
              Duration.ofSeconds(10), () -> counter.count(unit.repeat(200_000 / unit.length())));
      int half = counter.count(unit.repeat(100_000 / unit.length()));
      assertThat(
          unit,
          whole,
          is(both(greaterThanOrEqualTo(2 * half - 2)).and(lessThanOrEqualTo(2 * half + 2))));
    }
  }

  @Test
  void manyThreadsCountAlike() {
    TokenCounter counter = TokenCounter.forModel("gpt-4o");
    String text = TestPapers.profile("topics.md");
    int expected = counter.count(text);
    assertThat(
        IntStream.range(0, 64).parallel().map(i -> counter.count(text)).distinct().toArray(),
        is(new int[] {expected}));
  }

  @Test
  void aCounterCanBeSentToAWorker() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(PromptTemplate.titles("gpt-4", "Topics."));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PromptTemplate copy = (PromptTemplate) in.readObject();
      assertThat(copy.sha256(), is(PromptTemplate.titles("gpt-4", "Topics.").sha256()));
      assertThat(copy.counter().encodingName(), is("cl100k_base"));
    }
  }
}
