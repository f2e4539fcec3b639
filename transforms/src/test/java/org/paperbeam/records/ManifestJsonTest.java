package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.digest.Days;
import org.paperbeam.paper.DayKind;

class ManifestJsonTest {
  @Test
  void everyFieldIsReadBack() {
    DayManifest day =
        Days.manifest(3)
            .setKind(DayKind.NOT_ANNOUNCED_YET)
            .setWarnings(List.of("2025-03-25: a warning"))
            .setReason("cost cap reached")
            .build();
    assertThat(ManifestJson.read(ManifestJson.write(day)), is(day));
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    DayUsage usage =
        Days.usage(Days.DATE).toBuilder().setPromptCostUsd(null).setCompletionCostUsd(null).build();
    DayManifest day =
        Days.manifest(3)
            .setScorer(DayManifest.OFFLINE)
            .setModel(null)
            .setPrompt(null)
            .setPromptSha256(null)
            .setUsage(usage)
            .build();
    assertThat(ManifestJson.read(ManifestJson.write(day)), is(day));
  }

  @Test
  void runAndTimeStandInTheFormThatComparisonsLeaveOut() {
    String json = ManifestJson.write(Days.manifest(3).build());
    assertThat(json, containsString("\n  \"generated\": \"2025-03-25T04:01:00Z\",\n"));
    assertThat(json, containsString("\n  \"run_id\": \"run-1\",\n"));
  }

  @Test
  void aScorerThatThereIsNotIsRefused() {
    assertThat(
        assertThrows(
                IllegalArgumentException.class, () -> Days.manifest(1).setScorer("dice").build())
            .getMessage(),
        is("scorer is 'dice', allowed are 'llm' and 'offline'"));
  }
}
