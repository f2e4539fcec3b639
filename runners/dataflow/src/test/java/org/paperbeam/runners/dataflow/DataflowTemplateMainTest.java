package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataflowTemplateMainTest {
  private static List<String> call(String... arguments) {
    return DataflowTemplateMain.call(arguments);
  }

  @Test
  void optionsAloneAreADetachedRun() {
    assertThat(
        call("--output=gs://b/o"),
        is(List.of("run", "--output=gs://b/o", "--runner=DataflowRunner", "--detached=true")));
  }

  @Test
  void whatIsGivenStays() {
    List<String> given = List.of("estimate", "--runner=DataflowRunner", "--detached");
    assertThat(call(given.toArray(new String[0])), is(given));
  }

  @Test
  void anEmptyFieldOfTheFormIsNotGiven() {
    assertThat(
        call("--date=", "--from=2025-03-24"),
        is(List.of("run", "--from=2025-03-24", "--runner=DataflowRunner", "--detached=true")));
  }
}
