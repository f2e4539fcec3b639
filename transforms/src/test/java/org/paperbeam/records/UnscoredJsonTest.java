package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.paperbeam.digest.Days;

class UnscoredJsonTest {
  @Test
  void aDeadLetterIsOneLineAndReadBack() {
    UnscoredPaper paper = Days.unscored("2503.00001", "answer could not be read");
    assertThat(
        UnscoredJson.write(paper),
        is(
            "{\"arxiv_id\":\"2503.00001\",\"date\":\"2025-03-25\","
                + "\"title\":\"Title of 2503.00001\",\"stage\":\"score\","
                + "\"cause\":\"answer could not be read\",\"attempts\":2,"
                + "\"raw_answer\":\"I'm sorry\",\"run_id\":\"run-1\"}"));
    assertThat(UnscoredJson.read(UnscoredJson.write(paper)), is(paper));
  }

  @Test
  void noAnswerIsNull() {
    UnscoredPaper paper =
        Days.unscored("2503.00001", "cost cap reached").toBuilder().setRawAnswer(null).build();
    assertThat(UnscoredJson.read(UnscoredJson.write(paper)), is(paper));
  }
}
