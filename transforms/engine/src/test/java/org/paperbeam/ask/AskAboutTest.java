package org.paperbeam.ask;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

class AskAboutTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("\\{\"id\": \"([^\"]+)\"");

  @TempDir private Path folder;

  private LoopbackServer service;
  private String silentOn = "none";

  @BeforeEach
  void start() throws IOException {
    service = LoopbackServer.start(this::answer);
    Files.writeString(folder.resolve("key"), "sk-test\n");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** Relevance 8 and novelty 3 for everything but what it is silent on. */
  private Answer answer(Request request) throws IOException {
    JsonNode messages = JSON.readTree(request.body()).path("messages");
    List<String> lines = new ArrayList<>();
    Matcher id = ID.matcher(messages.path(messages.size() - 1).path("content").asText());
    while (id.find()) {
      if (!id.group(1).equals(silentOn)) {
        lines.add(
            "{\"id\":\"%s\",\"comment\":\"Of %s.\",\"relevance\":8,\"novelty\":3}"
                .formatted(id.group(1), id.group(1)));
      }
    }
    ObjectNode body = JSON.createObjectNode();
    body.withArray("/choices")
        .addObject()
        .put("finish_reason", "stop")
        .putObject("message")
        .put("content", String.join("\n", lines));
    body.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
    return Answer.ok(body.toString());
  }

  private ScorePapers engine(String runId) {
    return ScorePapers.byLlm()
        .withLlm(
            new LlmOptions(
                service.url(), "fake", KeySource.file(folder.resolve("key").toString()), 10))
        .withPrompts(
            PromptConfig.builder()
                .setModel("fake")
                .setTask("You judge recipes for one cook.")
                .setTopics("Relevant: soup.")
                .setScoring("Novelty: spices.")
                .build())
        .withMaxAttempts(1)
        .withLedger(Ledger.in(Folder.of(folder.resolve("ledger").toString())))
        .withRunId(runId);
  }

  private void ask(String runId, String... expected) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    AskResult asked =
        pipeline
            .apply(
                Create.of(
                    Question.of("soup-1", "Onion soup", "Onions, and <b>time</b>."),
                    Question.of("cake_2", "A cake", "")))
            .apply("Ask", AskAbout.by(engine(runId)));
    PAssert.that(
            asked
                .getVerdicts()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            v ->
                                v.getId()
                                    + " "
                                    + v.getRelevance()
                                    + " "
                                    + v.getNovelty()
                                    + " "
                                    + v.getComment()
                                    + " "
                                    + (v.getProblem() == null ? v.getRunId() : "a problem"))))
        .containsInAnyOrder(List.of(expected));
    PAssert.that(asked.getFailures()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void everyThingHasAVerdictOrAProblemAndIsPaidForOnce() {
    silentOn = "cake_2";
    ask("run-1", "soup-1 8 3 Of soup-1. run-1", "cake_2 null null null a problem");
    String first = service.requests().get(0).body();
    assertThat(
        first,
        allOf(
            containsString("You judge recipes for one cook."),
            not(containsString("arXiv")),
            containsString("Onion soup")));
    silentOn = "none";
    int before = service.requests().size();
    ask("run-2", "soup-1 8 3 Of soup-1. run-1", "cake_2 8 3 Of cake_2. run-2");
    assertThat(service.requests().size(), is(before + 1));
    assertThat(service.requests().get(before).body(), not(containsString("Onion soup")));
    ask("run-3", "soup-1 8 3 Of soup-1. run-1", "cake_2 8 3 Of cake_2. run-2");
    assertThat(service.requests(), hasSize(before + 1));
  }

  @Test
  void idsThatAnAnswerMightWriteOtherwiseAreRefused() {
    for (String id : List.of("", "a b", "soup v2", "soup-v2", "2503.00001", "x".repeat(61))) {
      assertThrows(IllegalArgumentException.class, () -> Question.of(id, "Title", ""), id);
    }
  }

  private static SchemaTransformProvider provider() {
    return ServiceLoader.load(SchemaTransformProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(p -> p.identifier().equals("paperbeam:schematransform:ask_about:v1"))
        .findFirst()
        .orElseThrow();
  }

  private Row.FieldValueBuilder configuration() {
    return Row.withSchema(provider().configurationSchema())
        .withFieldValue("url", service.url())
        .withFieldValue("model", "fake")
        .withFieldValue("key_file", folder.resolve("key").toString())
        .withFieldValue("task", "You judge recipes for one cook.")
        .withFieldValue("topics", "Relevant: soup.")
        .withFieldValue("criteria", "Novelty: spices.")
        .withFieldValue("ledger", folder.resolve("ledger").toString())
        .withFieldValue("run_id", "run-1");
  }

  @Test
  void theProviderAsksByRows() {
    Schema things =
        Schema.builder()
            .addStringField("id")
            .addStringField("title")
            .addStringField("text")
            .build();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionRowTuple out =
        PCollectionRowTuple.of(
                "input",
                pipeline
                    .apply(
                        Create.of(
                            Row.withSchema(things)
                                .addValues("soup-1", "Onion soup", "Onions")
                                .build()))
                    .setRowSchema(things))
            .apply("Ask", provider().from(configuration().build()));
    assertThat(out.getAll().keySet(), is(Set.copyOf(provider().outputCollectionNames())));
    PAssert.that(
            out.get("output")
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            row ->
                                row.getString("id")
                                    + row.getInt32("relevance")
                                    + row.getString("comment"))))
        .containsInAnyOrder("soup-18Of soup-1.");
    PAssert.that(out.get("failures")).empty();
    pipeline.run().waitUntilFinish();
    assertThat(service.requests(), hasSize(1));
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedBeforeTheJob() {
    for (Row bad :
        List.of(
            configuration().withFieldValue("key_env", "KEY").build(),
            configuration().withFieldValue("max_cost_usd", 1.0).build(),
            configuration().withFieldValue("prompt_price", 1.0).build(),
            configuration().withFieldValue("url", "nowhere").build())) {
      assertThrows(IllegalArgumentException.class, () -> provider().from(bad));
    }
  }
}
