package org.paperbeam.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.Remedy;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;

/** The client against a server that nobody here wrote. */
class WireMockTest {
  private static final ChatRequest REQUEST =
      new ChatRequest("You judge.", "Papers", "paper_scores", "{\"type\":\"object\"}", 321);

  private final WireMockServer service =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop();
  }

  private static String answer(String finishReason) {
    return """
    {"choices": [{"message": {"role": "assistant", "content": "hello"},
      "finish_reason": "%s"}], "usage": {"prompt_tokens": 12, "completion_tokens": 3}}\
    """
        .formatted(finishReason);
  }

  private void always(ResponseDefinitionBuilder response) {
    service.stubFor(post("/v1/chat/completions").willReturn(response));
  }

  private ChatOutcome ask() throws Exception {
    return ask(60);
  }

  private ChatOutcome ask(int timeoutSeconds) throws Exception {
    LlmOptions options =
        new LlmOptions(
            service.baseUrl() + "/v1", "gpt-4o", KeySource.environment("KEY"), timeoutSeconds);
    try (ChatClient client = new OpenAiClient(options, Secret.of("sk-test"))) {
      return client.ask(REQUEST).get(90, TimeUnit.SECONDS);
    }
  }

  private Kind failure() throws Exception {
    ChatOutcome outcome = ask();
    assertThat(outcome, is(instanceOf(Failed.class)));
    service.verify(1, anyRequestedFor(anyUrl()));
    return ((Failed) outcome).kind();
  }

  @Test
  void aRefusalForTheRateIsToldAndTheNextCallAnswered() throws Exception {
    service.stubFor(
        post("/v1/chat/completions")
            .inScenario("rate")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7"))
            .willSetStateTo("free"));
    service.stubFor(
        post("/v1/chat/completions")
            .inScenario("rate")
            .whenScenarioStateIs("free")
            .withHeader("Authorization", equalTo("Bearer sk-test"))
            .withRequestBody(matchingJsonPath("$.model", equalTo("gpt-4o")))
            .withRequestBody(matchingJsonPath("$.messages[1].content", equalTo("Papers")))
            .willReturn(okJson(answer("stop"))));
    Failed refused = (Failed) ask();
    assertThat(refused.kind(), is(Kind.RATE));
    assertThat(refused.hints().retryAfter(), is(Duration.ofSeconds(7)));
    Answered answered = (Answered) ask();
    assertThat(answered.text(), is("hello"));
    assertThat(answered.usage().promptTokens(), is(12L));
  }

  @Test
  void aServiceThatIsDownIsTriedAgainLater() throws Exception {
    always(aResponse().withStatus(503).withBody("no healthy upstream"));
    assertThat(failure(), is(Kind.TRANSIENT));
  }

  @Test
  void aRejectedKeyIsTheEnd() throws Exception {
    always(aResponse().withStatus(401).withBody("{\"error\": {\"code\": \"invalid_api_key\"}}"));
    assertThat(failure(), is(Kind.FATAL));
  }

  @Test
  void aHangUpMayHaveBeenBilled() throws Exception {
    for (Fault fault : Fault.values()) {
      service.resetAll();
      always(aResponse().withFault(fault));
      assertThat(fault.name(), failure(), is(Kind.LOST));
    }
  }

  @Test
  void aStreamThatIsCutMayHaveBeenBilled() throws Exception {
    String whole = answer("stop");
    always(aResponse().withStatus(200).withBody(whole.substring(0, whole.length() / 2)));
    assertThat(failure(), is(Kind.LOST));
  }

  @Test
  void aServiceThatIsSilentIsLeft() throws Exception {
    always(okJson(answer("stop")).withFixedDelay(30_000));
    assertThat(((Failed) ask(1)).kind(), is(Kind.LOST));
  }

  @Test
  void theReasonWhyAnAnswerEndsIsKept() throws Exception {
    always(okJson(answer("length")));
    assertThat(((Answered) ask()).finishReason(), is("length"));
    always(okJson(answer("content_filter")));
    assertThat(((Answered) ask()).finishReason(), is("content_filter"));
  }

  @Test
  void aCertificateThatNobodyKnowsIsNamedAndNothingWasSent() throws Exception {
    WireMockServer secure =
        new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
    secure.start();
    try {
      String url = "https://localhost:" + secure.httpsPort() + "/v1";
      LlmOptions options = new LlmOptions(url, "gpt-4o", KeySource.environment("KEY"), 60);
      try (ChatClient client = new OpenAiClient(options, Secret.of("sk-test"))) {
        Failed failed = (Failed) client.ask(REQUEST).get(90, TimeUnit.SECONDS);
        assertThat(failed.kind(), is(Kind.FATAL));
        assertThat(failed.detail(), startsWith("the certificate of " + url + " is not trusted"));
        assertThat(failed.remedy(), is(Remedy.TRUST_AUTHORITY));
      }
      secure.verify(0, anyRequestedFor(anyUrl()));
    } finally {
      secure.stop();
    }
  }

  @Test
  void aRedirectIsNamedAndNotFollowed() throws Exception {
    always(aResponse().withStatus(307).withHeader("Location", "/v2/chat/completions"));
    Failed failed = (Failed) ask();
    assertThat(failed.kind(), is(Kind.FATAL));
    assertThat(failed.detail(), endsWith(service.baseUrl() + "/v2/chat/completions"));
    service.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void anAnswerThatIsCompressedUnaskedIsRead() throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(bytes)) {
      out.write(answer("stop").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    always(aResponse().withHeader("Content-Encoding", "gzip").withBody(bytes.toByteArray()));
    assertThat(((Answered) ask()).text(), is("hello"));
  }

  @Test
  void anAnswerInDribblesIsOne() throws Exception {
    always(okJson(answer("stop")).withChunkedDribbleDelay(5, 200));
    assertThat(((Answered) ask()).text(), is("hello"));
  }

  @Test
  void anErrorInsideASuccessIsOne() throws Exception {
    always(okJson("{\"error\": {\"code\": 429, \"message\": \"free-models-per-min\"}}"));
    assertThat(failure(), is(Kind.RATE));
  }
}
