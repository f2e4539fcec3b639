package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OpenAiClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk-never-shown";
  private static final String SCHEMA = "{\"type\":\"object\"}";
  private static final ChatRequest REQUEST =
      new ChatRequest("You judge.", "Papers: \"é\"", "paper_scores", SCHEMA, 321);
  private static final String GOOD =
      """
      {"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":12,"completion_tokens":3,
                "prompt_tokens_details":{"cached_tokens":8}}}\
      """;

  private static ChatOutcome ask(String url, String model, ChatRequest request) throws Exception {
    return ask(new LlmOptions(url, model, KeySource.environment("KEY"), 60), request);
  }

  private static ChatOutcome ask(LlmOptions options, ChatRequest request) throws Exception {
    try (ChatClient client = new OpenAiClient(options, Secret.of(KEY))) {
      assertThat(client.toString(), not(containsString(KEY)));
      ChatOutcome outcome = client.ask(request).get(90, TimeUnit.SECONDS);
      assertThat(outcome.toString(), not(containsString(KEY)));
      return outcome;
    }
  }

  private static ChatOutcome ask(Answer answer) throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(answer)) {
      ChatOutcome outcome = ask(server.url() + "/v1/", "gpt-4o", REQUEST);
      assertThat("one request and no more", server.requests().size(), is(1));
      return outcome;
    }
  }

  private static Failed failure(Answer answer) throws Exception {
    ChatOutcome outcome = ask(answer);
    assertThat(outcome, is(instanceOf(Failed.class)));
    return (Failed) outcome;
  }

  private static String error(String code, String message) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
  }

  private static JsonNode sentBy(String model, ChatRequest request) throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(GOOD))) {
      ask(server.url() + "/v1", model, request);
      LoopbackServer.Request sent = server.requests().get(0);
      assertThat(sent.method(), is("POST"));
      assertThat(sent.uri().toString(), is("/v1/chat/completions"));
      assertThat(sent.header("Authorization"), is("Bearer " + KEY));
      assertThat(sent.header("Content-Type"), is("application/json"));
      return JSON.readTree(sent.body());
    }
  }

  @Test
  void theRequestIsExact() throws Exception {
    assertThat(
        sentBy("gpt-4o", REQUEST),
        is(
            JSON.readTree(
                """
                {"model":"gpt-4o","messages":[{"role":"system","content":"You judge."},
                 {"role":"user","content":"Papers: \\"é\\""}],
                 "temperature":0,"seed":1,"max_tokens":321,
                 "response_format":{"type":"json_schema","json_schema":
                  {"name":"paper_scores","strict":true,"schema":{"type":"object"}}}}\
                """)));
  }

  @Test
  void aReasoningModelGetsNoTemperature() throws Exception {
    ChatRequest plain = new ChatRequest("s", "u", null, null, 5);
    assertThat(
        sentBy("o3-mini", plain),
        is(
            JSON.readTree(
                """
                {"model":"o3-mini","messages":[{"role":"system","content":"s"},
                 {"role":"user","content":"u"}],"max_completion_tokens":5}\
                """)));
  }

  @Test
  void anAnswerIsKeptAsItCame() throws Exception {
    Answered answer = (Answered) ask(Answer.ok(GOOD).with("x-ratelimit-limit-requests", "500"));
    assertThat(answer.text(), is("hello"));
    assertThat(answer.finishReason(), is("stop"));
    assertThat(answer.usage(), is(new Usage(12, 8, 3)));
    assertThat(answer.hints().requestsPerMinute(), is(500L));
  }

  @Test
  void anAnswerMayBeEmptyInPartsOrWithoutUsage() throws Exception {
    for (String[] each :
        new String[][] {
          {"null", ""},
          {"\"\"", ""},
          {"[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]", "ab"},
          {"[\"a\",{\"type\":\"refusal\"}]", "a"}
        }) {
      Answered answer =
          (Answered)
              ask(Answer.ok("{\"choices\":[{\"message\":{\"content\":%s}}]}".formatted(each[0])));
      assertThat(answer.text(), is(each[1]));
      assertThat(answer.finishReason(), is(""));
      assertThat(answer.usage(), is(new Usage(0, 0, 0)));
    }
    Answered negative =
        (Answered)
            ask(
                Answer.ok(
                    "{\"choices\":[{\"message\":{}}],\"usage\":{\"prompt_tokens\":-4,"
                        + "\"completion_tokens\":\"x\",\"prompt_tokens_details\":null}}"));
    assertThat(negative.usage(), is(new Usage(0, 0, 0)));
  }

  @Test
  void whatNoCallCanMendIsFatal() throws Exception {
    for (int status : new int[] {401, 402, 403, 404}) {
      Failed failed = failure(Answer.of(status, error("nope", "it is\\n  wrong")));
      assertThat(failed.kind(), is(Kind.FATAL));
      assertThat(failed.detail(), is(status + " it is wrong"));
    }
    assertThat(
        failure(Answer.of(429, error("insufficient_quota", "You exceeded your quota"))).kind(),
        is(Kind.FATAL));
  }

  @Test
  void aRefusalForTheRateSaysWhenToComeBack() throws Exception {
    Failed failed =
        failure(Answer.of(429, error("rate_limit_exceeded", "slow")).with("Retry-After", "3"));
    assertThat(failed.kind(), is(Kind.RATE));
    assertThat(failed.hints().retryAfter(), is(Duration.ofSeconds(3)));
    assertThat(failure(Answer.of(429, "<html>")).kind(), is(Kind.RATE));
  }

  @Test
  void whatMayPassIsTransient() throws Exception {
    for (int status : new int[] {408, 409, 425, 502, 503, 504, 529}) {
      assertThat(failure(Answer.of(status, "")).kind(), is(Kind.TRANSIENT));
    }
  }

  @Test
  void whatIsNoAnswerIsLost() throws Exception {
    assertThat(failure(Answer.hangUp()).kind(), is(Kind.LOST));
    assertThat(
        "the address is wrong",
        failure(Answer.ok("<html><body>Welcome</body></html>")).kind(),
        is(Kind.FATAL));
    assertThat(failure(Answer.ok("")).kind(), is(Kind.LOST));
    assertThat(failure(Answer.ok("{\"choices\":[]}")).kind(), is(Kind.LOST));
    assertThat(failure(Answer.ok(GOOD.substring(0, 40))).kind(), is(Kind.LOST));
  }

  @Test
  void aQuestionThatIsTooLongIsToldFromOneThatIsRefused() throws Exception {
    String text = "This is above the model's maximum context length";
    assertThat(
        failure(Answer.of(400, error("context_length_exceeded", text))).kind(), is(Kind.TOO_LONG));
    assertThat(
        failure(Answer.of(400, "{\"object\":\"error\",\"message\":\"" + text + "\"}")).kind(),
        is(Kind.TOO_LONG));
    assertThat(failure(Answer.of(413, "")).kind(), is(Kind.TOO_LONG));
    assertThat(failure(Answer.of(400, error("content_policy", "no"))).kind(), is(Kind.MODERATED));
  }

  @Test
  void aParameterThatIsRefusedIsNotSentAgain() throws Exception {
    String refused =
        error("unsupported_parameter", "Unsupported parameter: 'max_tokens', use another");
    try (LoopbackServer server =
            LoopbackServer.inTurn(
                Answer.of(400, refused),
                Answer.of(422, "{\"detail\":\"temperature is not taken\"}"),
                Answer.of(400, "{\"error\":\"no response_format here\"}"),
                Answer.of(400, "no response_format here"),
                Answer.ok(GOOD));
        ChatClient client =
            new OpenAiClient(
                new LlmOptions(server.url(), "m", KeySource.environment("K"), 5), Secret.of(KEY))) {
      ChatRequest plain = new ChatRequest("s", "u", null, null, 5);
      assertThat(kind(client, REQUEST), is(Kind.UNSUPPORTED));
      assertThat(kind(client, REQUEST), is(Kind.UNSUPPORTED));
      assertThat(kind(client, REQUEST), is(Kind.UNSUPPORTED));
      assertThat(client.quirks().takes(Quirks.Part.SCHEMA), is(false));
      assertThat(client.quirks().takes(Quirks.Part.SEED), is(true));
      assertThat("named, but not sent", kind(client, plain), is(Kind.REJECTED));
      assertThat(client.ask(plain).get(), is(instanceOf(Answered.class)));
      JsonNode last = JSON.readTree(server.requests().get(4).body());
      assertThat(last.has("max_tokens"), is(false));
      assertThat(last.path("max_completion_tokens").asInt(), is(5));
      assertThat(last.has("temperature"), is(false));
      assertThat(last.path("seed").asInt(), is(1));
    }
  }

  private static Kind kind(ChatClient client, ChatRequest request) throws Exception {
    return ((Failed) client.ask(request).get(20, TimeUnit.SECONDS)).kind();
  }

  @Test
  void aCallThatTakesTooLongIsCancelled() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> closed =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
                              .getBytes(StandardCharsets.US_ASCII));
                  socket.getOutputStream().flush();
                  InputStream in = socket.getInputStream();
                  while (in.read() >= 0) {
                    // The request, and then silence until the client goes away.
                  }
                  return true;
                } catch (java.io.IOException reset) {
                  return true;
                }
              });
      String url = "http://127.0.0.1:" + server.getLocalPort();
      LlmOptions impatient = new LlmOptions(url, "gpt-4o", KeySource.environment("KEY"), 1);
      Failed failed = (Failed) ask(impatient, REQUEST);
      assertThat(failed.kind(), is(Kind.LOST));
      assertThat(failed.detail(), is("no answer within 1 s"));
      assertThat(closed.get(60, TimeUnit.SECONDS), is(true));
    }
  }

  @Test
  void nobodyThereIsNoAnswer() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Failed failed = (Failed) ask("http://127.0.0.1:" + port, "gpt-4o", REQUEST);
    assertThat(failed.kind(), is(Kind.TRANSIENT));
    assertThat(failed.detail(), is("nobody answers at http://127.0.0.1:" + port));
  }
}
