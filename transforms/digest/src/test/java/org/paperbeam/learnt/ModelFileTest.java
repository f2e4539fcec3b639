package org.paperbeam.learnt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.ListedPaper;

class ModelFileTest {
  private static FilterModel filter;
  private static String text;

  @BeforeAll
  static void learn() throws LearningException {
    filter =
        new FilterTrainer(new FilterModel.Promise(0.9, 0.8)).train(JudgedPapers.days(3), Set.of());
    text = ModelFile.write(filter);
  }

  @Test
  void whatIsReadDecidesAsWhatWasWritten() {
    FilterModel read = ModelFile.read(text);
    assertThat(ModelFile.write(read), is(text));
    assertThat(read.promise(), is(filter.promise()));
    assertThat(read.report(), is(filter.report()));
    FilterModel.Scorer before = filter.scorer();
    FilterModel.Scorer after = read.scorer();
    for (int i = 0; i < 100; i++) {
      ListedPaper paper = JudgedPapers.listed("2504.%05d".formatted(i), "2025-04-01", i % 2 == 0);
      assertThat(Math.abs(after.score(paper) - before.score(paper)), is(lessThan(0.01)));
    }
    assertThat(text.length(), is(lessThan(ModelFile.LARGEST / 2)));
  }

  @Test
  void anotherVersionIsRefusedInOneLine() {
    assertThat(
        refusal(text.replaceFirst("\"version\": 1,", "\"version\": 2,")),
        is(
            "a pre-filter of version 2, and this program reads version 1: learn it anew with"
                + " train"));
  }

  @Test
  void aHostileFileIsRefusedInOneLine() {
    String threshold = "\"threshold\": " + filter.threshold();
    assertThat(text, containsString(threshold));
    for (String bad : new String[] {"NaN", "\"NaN\"", "1e999", "-1e300", "null", "Infinity"}) {
      refusal(text.replace(threshold, "\"threshold\": " + bad));
    }
    String step = text.replaceFirst("\"weight_step\": [^,]*,", "\"weight_step\": 1e400,");
    assertThat(refusal(step), is("field 'weight_step' is no usable number"));
    assertThat(
        refusal(text.replaceFirst("\"weights\": \"....", "\"weights\": \"")),
        is("field 'weights' has 131069 bytes, not 131072"));
    assertThat(
        refusal(text.replaceFirst("\"weights\": \"....", "\"weights\": \"%%%%")),
        is("field 'weights' is not base64"));
    assertThat(
        refusal(text.replaceFirst("\"kept\": \\d+", "\"kept\": 4711")),
        is("field 'report.held' keeps more papers than there are"));
    assertThat(
        refusal(text.replaceFirst("\"keep_recall\": 0.9", "\"keep_recall\": 7")),
        is("keepRecall must be above 0 and below 1, not 7.0"));
    assertThat(refusal(text.substring(0, 3000)), is("not a pre-filter, or cut short"));
    assertThat(refusal("{}"), is("not a pre-filter, or cut short"));
    assertThat(refusal(""), is("not a pre-filter, or cut short"));
    assertThat(refusal("[".repeat(100_000)), is("not a pre-filter, or cut short"));
    assertThat(refusal("x".repeat(ModelFile.LARGEST + 1)), is("too large for a pre-filter"));
  }

  private static String refusal(String bad) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ModelFile.read(bad)).getMessage();
    assertThat(message, not(containsString("\n")));
    return message;
  }
}
