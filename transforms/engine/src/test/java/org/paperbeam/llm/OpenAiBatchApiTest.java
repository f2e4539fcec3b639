package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

class OpenAiBatchApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-never-shown";

  @TempDir private Path folder;

  private static BatchApi api(LoopbackServer server) {
    return new OpenAiBatchApi(
        new LlmOptions(server.url() + "/v1/", "gpt-4o", KeySource.environment("K"), 5),
        Secret.of(KEY));
  }

  @Test
  void aFileIsUploadedAsTheFormOfTheApi() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("{\"id\":\"file-1\"}"));
        BatchApi api = api(server)) {
      List<byte[]> lines =
          List.of("{\"a\":\"é\"}\n".getBytes(StandardCharsets.UTF_8), new byte[] {'b', '\n'});
      assertThat(api.upload("some-name", lines), is("file-1"));
      Request sent = server.requests().get(0);
      assertThat(sent.method() + " " + sent.uri(), is("POST /v1/files"));
      assertThat(sent.header("Authorization"), is("Bearer " + KEY));
      String type = sent.header("Content-Type");
      assertThat(type, startsWith("multipart/form-data; boundary="));
      String boundary = type.replaceFirst(".*boundary=", "");
      assertThat(
          sent.body(),
          is(
              String.join(
                  "\r\n",
                  "--" + boundary,
                  "Content-Disposition: form-data; name=\"purpose\"",
                  "",
                  "batch",
                  "--" + boundary,
                  "Content-Disposition: form-data; name=\"file\"; filename=\"some-name.jsonl\"",
                  "Content-Type: application/jsonl",
                  "",
                  "{\"a\":\"é\"}\nb\n",
                  "--" + boundary + "--",
                  "")));
      assertThat(
          sent.header("Content-Length"),
          is("" + sent.body().getBytes(StandardCharsets.UTF_8).length));
    }
  }

  @Test
  void aBatchIsCreatedAndReadWithAllThatTheServiceSays() throws Exception {
    String answer =
        "{\"id\":\"batch_9\",\"status\":\"expired\",\"output_file_id\":\"file-o\","
            + "\"error_file_id\":null,\"created_at\":1700000000,\"expired_at\":1700086400,"
            + "\"completed_at\":null,\"request_counts\":{\"total\":7,\"completed\":5,\"failed\":2},"
            + "\"errors\":{\"data\":[{\"code\":\"c\",\"message\":\"m\",\"line\":3}]},"
            + "\"metadata\":{\"k\":\"v\"}}";
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(answer));
        BatchApi api = api(server)) {
      BatchJob job = api.create("file-1", Map.of("k", "v"));
      assertThat(
          job,
          is(
              new BatchJob(
                  "batch_9",
                  "expired",
                  "",
                  "file-o",
                  null,
                  7,
                  5,
                  2,
                  Instant.ofEpochSecond(1_700_000_000),
                  Instant.ofEpochSecond(1_700_086_400),
                  null,
                  List.of(new BatchJob.BatchError("c", "m", 3)),
                  Map.of("k", "v"))));
      assertThat(api.get("batch_9"), is(job));
      JsonNode sent = JSON.readTree(server.requests().get(0).body());
      assertThat(
          sent.toString(),
          is(
              "{\"input_file_id\":\"file-1\",\"endpoint\":\"/v1/chat/completions\","
                  + "\"completion_window\":\"24h\",\"metadata\":{\"k\":\"v\"}}"));
      assertThat(server.requests().get(1).uri().toString(), is("/v1/batches/batch_9"));
    }
  }

  @Test
  void pagesAreAskedForByTheLastIdOfTheOneBefore() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.inTurn(Answer.ok("{\"data\":[{\"id\":\"b\"}],\"has_more\":true}"));
        BatchApi api = api(server)) {
      assertThat(api.list(null).hasMore(), is(true));
      assertThat(api.list("b&c").jobs().get(0).id(), is("b"));
      assertThat(server.requests().get(0).uri().toString(), is("/v1/batches?limit=100"));
      assertThat(
          server.requests().get(1).uri().toString(), is("/v1/batches?limit=100&after=b%26c"));
    }
  }

  @Test
  void aFileIsFetchedWholeAndDeleted() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("{}\n{}\n"), Answer.ok("{}"));
        BatchApi api = api(server)) {
      Path to = folder.resolve("file");
      api.download("file-o", to);
      assertThat(Files.readString(to), is("{}\n{}\n"));
      api.delete("file-i");
      assertThat(server.requests().get(0).uri().toString(), is("/v1/files/file-o/content"));
      assertThat(server.requests().get(1).method(), is("DELETE"));
      assertThat(server.requests().get(1).uri().toString(), is("/v1/files/file-i"));
    }
  }

  private static BatchException refused(Answer answer) throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(answer);
        BatchApi api = api(server)) {
      BatchException e = assertThrows(BatchException.class, () -> api.create("f", Map.of()));
      assertThat(e.getMessage(), not(containsString(KEY)));
      assertThat("once", server.requests().size(), is(1));
      return e;
    }
  }

  @Test
  void anErrorSaysWhatItMeansForTheNextStep() throws Exception {
    BatchException unknown = refused(Answer.of(404, "{\"error\":{\"message\":\"No batch\"}}"));
    assertThat(unknown.isUnknown(), is(true));
    assertThat(unknown.isFatal(), is(false));
    BatchException key =
        refused(Answer.of(401, "{\"error\":{\"message\":\"Incorrect key " + KEY + "\"}}"));
    assertThat(key.isFatal(), is(true));
    assertThat(key.getMessage(), is("401 Incorrect key [secret]"));
    for (int status : new int[] {429, 400}) {
      BatchException money =
          refused(
              Answer.of(
                  status,
                  "{\"error\":{\"code\":\"billing_hard_limit_reached\",\"message\":\"m\"}}"));
      assertThat(money.isFatal(), is(true));
    }
    assertThat(refused(Answer.of(400, "{}")).isRefused(), is(true));
    assertThat(refused(Answer.of(503, "")).failure().kind(), is(Kind.TRANSIENT));
    assertThat(refused(Answer.hangUp()).failure().kind(), is(Kind.LOST));
    assertThat(refused(Answer.ok("<html>")).failure().kind(), is(Kind.LOST));
    assertThat(refused(Answer.ok("{}")).failure().kind(), is(Kind.LOST));
  }

  @Test
  void aLineAsksWhatACallAloneWouldAskAndIsReadByItsRules() throws Exception {
    Quirks quirks = new Quirks("gpt-4o");
    BatchLines lines =
        new BatchLines(
            new LlmOptions("http://llm.test/v1", "gpt-4o", KeySource.environment("K"), 5),
            quirks,
            Secret.of(KEY));
    ChatRequest request = new ChatRequest("You judge.", "Papers:\n\"é\"", null, null, 50);
    BatchLines.Line line = lines.write("id-1", request);
    String text = new String(line.bytes(), StandardCharsets.UTF_8);
    assertThat(text.endsWith("}\n"), is(true));
    assertThat(text.indexOf('\n'), is(text.length() - 1));
    JsonNode sent = JSON.readTree(text);
    assertThat(sent.path("custom_id").asText(), is("id-1"));
    assertThat(sent.path("method").asText(), is("POST"));
    assertThat(sent.path("url").asText(), is("/v1/chat/completions"));
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(500, ""));
        ChatClient client =
            new OpenAiClient(
                new LlmOptions(server.url(), "gpt-4o", KeySource.environment("K"), 5),
                Secret.of(KEY))) {
      ChatOutcome unused = client.ask(request).get();
      assertThat(sent.path("body"), is(JSON.readTree(server.requests().get(0).body())));
    }
    ChatOutcome good =
        lines.outcome(
            BatchLines.read(
                    "{\"custom_id\":\"id-1\",\"response\":{\"status_code\":200,\"body\":"
                        + "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}},\"error\":null}")
                .orElseThrow(),
            line.sent());
    assertThat(((Answered) good).text(), is("hi"));
    assertThat(((Answered) good).usage(), is(new Usage(5, 0, 2)));
    assertThat(failure(lines, line, 400, "seed is not supported").kind(), is(Kind.UNSUPPORTED));
    assertThat(quirks.takes(Quirks.Part.SEED), is(false));
    assertThat(failure(lines, line, 429, "slow down").kind(), is(Kind.RATE));
    assertThat(failure(lines, line, 429, "insufficient_quota").kind(), is(Kind.FATAL));
    assertThat(failure(lines, line, 500, KEY).detail(), is("500 [secret]"));
    for (String bad : List.of("", "{", "null", "[]", "{\"custom_id\":\"\"}")) {
      assertThat(bad, BatchLines.read(bad).isPresent(), is(false));
    }
  }

  private static Failed failure(BatchLines lines, BatchLines.Line line, int status, String said) {
    return (Failed)
        lines.outcome(
            BatchLines.read(
                    "{\"custom_id\":\"id-1\",\"response\":{\"status_code\":"
                        + status
                        + ",\"body\":{\"error\":{\"message\":\""
                        + said
                        + "\"}}},\"error\":null}")
                .orElseThrow(),
            line.sent());
  }
}
