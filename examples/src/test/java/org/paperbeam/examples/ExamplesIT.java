package org.paperbeam.examples;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/** Both pipelines, as they stand. */
class ExamplesIT {
  private static final Pattern ID = Pattern.compile("\\{\\\\\"id\\\\\": \\\\\"([^\\\\]+)");

  @TempDir Path folder;

  @Test
  void theSnapshotIsCounted() throws IOException {
    CountSnapshot.main(new String[] {"data/snapshot.jsonl", folder + "/counts.txt"});
    assertThat(
        Files.readAllLines(folder.resolve("counts.txt")),
        containsInAnyOrder(
            "2025-03-25 cs.LG 2",
            "2025-03-25 math.CO 1",
            "2025-03-26 cs.AI 1",
            "2025-03-26 math.CO 1"));
  }

  /** Likes what needs one pot. */
  private static Answer answer(Request request) {
    String verdicts =
        ID.matcher(request.body())
            .results()
            .map((MatchResult id) -> id.group(1))
            .map(
                id ->
                    "{\\\"id\\\":\\\"%s\\\",\\\"comment\\\":\\\"Fine.\\\",\\\"relevance\\\":%d,\\\"novelty\\\":2}"
                        .formatted(id, id.contains("one-pot") ? 9 : 2))
            .collect(Collectors.joining(","));
    return Answer.ok(
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"scores\\\":["
            + verdicts
            + "]}\"}}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}");
  }

  @Test
  void recipesAreJudgedAndPaidForOnce() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sk-test\n");
    try (LoopbackServer service = LoopbackServer.start(ExamplesIT::answer)) {
      for (int time = 0; time < 2; time++) {
        JudgeRecipes.main(new String[] {service.url(), key.toString(), folder.toString()});
        assertThat(
            Files.readAllLines(folder.resolve("verdicts.txt")),
            containsInAnyOrder(
                "moss-soup: 2, Fine.", "one-pot-lentils: 9, Fine.", "seven-layers: 2, Fine."));
        assertThat(service.requests(), hasSize(1));
      }
    }
  }
}
