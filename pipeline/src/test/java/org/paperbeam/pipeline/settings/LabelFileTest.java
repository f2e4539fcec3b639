package org.paperbeam.pipeline.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.evaluation.Labels;
import org.paperbeam.pipeline.options.UsageException;

class LabelFileTest {
  @Test
  void aListIsOfWhatIsWanted() {
    assertThat(
        LabelFile.parse(
            "labels",
            "\uFEFF# stars\n"
                + "2503.00001\n"
                + "https://arxiv.org/abs/2503.00002v3\r\n\n"
                + "arXiv:hep-th/9901001\n"),
        is(
            new Labels(
                Map.of("2503.00001", true, "2503.00002", true, "hep-th/9901001", true), true)));
  }

  @Test
  void withLabelsNothingIsKnownOfOthers() {
    assertThat(
        LabelFile.parse(
            "labels",
            "arxiv_id,label,why\n\"2503.00001\",Yes,good\n2503.00002v1;0\n2503.3\tno\n"
                .replace("2503.3", "2503.00003")),
        is(
            new Labels(
                Map.of("2503.00001", true, "2503.00002", false, "2503.00003", false), false)));
  }

  @Test
  void whatIsNoLabelIsNamedWithItsLine() {
    assertThat(refusal("2503.00001\nrubbish\n"), is("labels, line 2: no arXiv id"));
    assertThat(
        refusal("2503.00001,perhaps\n"),
        is("labels, line 1: the label must be yes or no, true or false, 1 or 0"));
    assertThat(refusal("arxiv_id,label\n"), is("labels: no arXiv id in it"));
  }

  private static String refusal(String text) {
    return assertThrows(UsageException.class, () -> LabelFile.parse("labels", text)).getMessage();
  }
}
