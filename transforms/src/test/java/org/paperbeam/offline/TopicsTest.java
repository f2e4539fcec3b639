package org.paperbeam.offline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
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
    assertThat(
        Topics.parse(markdown),
        is(
            new Topics(
                List.of(
                    "Topics",
                    "Model Architecture",
                    "mixture of experts, conditional computation",
                    "",
                    "sparsity"),
                List.of("mere use of known models", "speech, vision", "surveys"))));
  }

  @Test
  void aFileWithoutLabelsIsWantedAsAWhole() {
    String markdown = "# Mine\n\n* pruning\n* anything *odd*\n";
    assertThat(Topics.parse(markdown), is(new Topics(List.of(markdown), List.of())));
  }

  @Test
  void windowsLineEndsAndLowerCaseAreFine() {
    assertThat(
        Topics.parse("relevant: a\r\nirrelevant : b\r\n"),
        is(new Topics(List.of("a"), List.of("b"))));
  }
}
