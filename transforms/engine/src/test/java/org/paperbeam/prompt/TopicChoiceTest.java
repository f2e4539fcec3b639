package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicChoiceTest {
  private static final TopicChoice TOPICS =
      TopicChoice.of(
          """
          ## Relevant topics

          1. Sparse Models
             - Relevant: experts.
             - Irrelevant: hardware.

          2. Long Context
             - Relevant: memory.
          """);

  @Test
  void topicsAreNumberedInTheFilesOrder() {
    assertThat(TOPICS.names(), is(List.of("Sparse Models", "Long Context")));
    assertThat(TOPICS.lines(), is("1 = Sparse Models\n2 = Long Context\n"));
    assertThat(TopicChoice.of("Sparse models, long context.").isEmpty(), is(true));
  }

  @Test
  void anAnswerNamesATopicByNumberOrByName() {
    assertThat(TOPICS.named("2"), is("Long Context"));
    assertThat(TOPICS.named(" 1 "), is("Sparse Models"));
    assertThat(TOPICS.named("long context"), is("Long Context"));
    assertThat(TOPICS.named("1. Sparse Models"), is("Sparse Models"));
    assertThat(TOPICS.named("0"), is(TopicChoice.NONE));
    assertThat(TOPICS.named("None"), is(TopicChoice.NONE));
  }

  @Test
  void whatIsNotClearIsNoTopic() {
    for (String odd : new String[] {null, "", "3", "-1", "1.5", "1 or 2", "Robots", "\u0661"}) {
      assertThat(odd, TOPICS.named(odd), is(nullValue()));
    }
    assertThat(new TopicChoice(List.of()).named("0"), is(nullValue()));
  }
}
