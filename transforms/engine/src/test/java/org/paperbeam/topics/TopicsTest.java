package org.paperbeam.topics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void labelsTitlesAndContinuationsAreToldApartFromTheIntroduction() {
    String markdown =
        """
        # Topics

        An introduction that counts for nothing.

        1. **Model Architecture**
           - Relevant: mixture of experts,
             conditional computation
           - **Irrelevant:** mere use of
             known models

        **Keywords:**

        - keyword: sparsity
        - Application: speech, vision
        Not relevant: surveys
        """;
    Topics topics = Topics.parse(markdown);
    assertThat(
        topics.wanted(),
        is(
            List.of(
                "Topics",
                "Model Architecture",
                "mixture of experts, conditional computation",
                "",
                "sparsity")));
    assertThat(
        topics.unwanted(), is(List.of("mere use of known models", "speech, vision", "surveys")));
    assertThat(
        topics.named(),
        is(
            Map.of(
                "Model Architecture",
                List.of("Relevant: mixture of experts,", "conditional computation"))));
  }

  @Test
  void aHeadingOrALabelAloneSpeaksForTheListBelowIt() {
    String markdown =
        """
        # What I'm interested in

        - mixture of experts
        - pruning

        * quantization

        ## Not interested in
        surveys, leaderboards

        - medical imaging

        **Avoid:**

        - speech
        - robots
          that walk

        A closing word that counts for nothing.

        ### Tokenizers
        - Not interested in: tokens of money
        """;
    Topics topics = Topics.parse(markdown);
    assertThat(
        topics.unwanted().stream().filter(text -> !text.isEmpty()).toList(),
        is(
            List.of(
                "surveys, leaderboards",
                "medical imaging",
                "speech robots that walk",
                "tokens of money")));
    assertThat(
        topics.wanted().stream().filter(text -> !text.isEmpty()).toList(),
        is(List.of("mixture of experts pruning", "quantization", "Tokenizers")));
    assertThat(
        Topics.parse("Interested in: a\nNot interested in: b\n"),
        is(new Topics(List.of("a"), List.of("b"), Map.of())));
  }

  @Test
  void aFileWithoutLabelsIsWantedAsAWhole() {
    String markdown = "# Mine\n\n* pruning\n* anything *odd*\n";
    assertThat(Topics.parse(markdown), is(new Topics(List.of(markdown), List.of(), Map.of())));
  }

  @Test
  void windowsLineEndsAndLowerCaseAreFine() {
    assertThat(
        Topics.parse("relevant: a\r\nirrelevant : b\r\n"),
        is(new Topics(List.of("a"), List.of("b"), Map.of())));
  }

  @Test
  void numberedLinesAndSmallHeadingsNameTopicsUpToALargeHeadingOrABoldLine() {
    String markdown =
        """
        ## Task
        text of nobody
        ### Small
        words of it
        1) Numbered
        Irrelevant: not this
          nor this

        but this
        **Keywords:**
        not this either
        2. A deeper list
            3. too deep for a name
        ## Large
        nor that
        4. %s
        5. %s
        words
        6. An instruction without a line
        """
            .formatted("x".repeat(81), "y".repeat(80));
    Map<String, List<String>> named = Topics.parse(markdown).named();
    assertThat(
        List.copyOf(named.keySet()),
        is(List.of("Small", "Numbered", "A deeper list", "y".repeat(80))));
    assertThat(named.get("Small"), is(List.of("words of it")));
    assertThat(named.get("Numbered"), is(List.of("but this")));
    assertThat(named.get("y".repeat(80)), is(List.of("words")));
  }
}
