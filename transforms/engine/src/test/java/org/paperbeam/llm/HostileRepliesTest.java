package org.paperbeam.llm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.HostileServer;

/** A service that tells what it should not, without end, or numbers that cannot be. */
class HostileRepliesTest {
  private static final Secret KEY = Secret.of("sk-never-shown-1234");

  private static ChatOutcome read(String body) {
    return ReplyParser.read(
        new ReplyParser.Reply(200, body, RateHints.NONE), Set.of(), new Quirks("m"), KEY);
  }

  private static Answered answered(String content, String usage) {
    return (Answered)
        read(
            "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}],\"usage\":%s}"
                .formatted(content, usage));
  }

  @Test
  void anAnswerThatIsKeptHoldsNoKey() {
    String packed =
        Base64.getEncoder()
            .encodeToString(("u:" + KEY.reveal() + "!").getBytes(StandardCharsets.UTF_8));
    Answered answer = answered("you sent " + KEY.reveal() + " or " + packed, "{}");
    assertThat(answer.text(), is("you sent [secret] or [secret]"));
    assertThat(answer.toString(), not(containsString(KEY.reveal())));
  }

  @Test
  void aUsageBeyondReasonIsUnknown() {
    for (String usage :
        new String[] {
          "{\"prompt_tokens\":9200000000000000000,\"completion_tokens\":5}",
          "{\"prompt_tokens\":5,\"completion_tokens\":9.2e18,\"total_tokens\":9.2e18}",
          "{\"prompt_tokens\":99999999999999999999999,\"completion_tokens\":5}",
          "{\"prompt_tokens\":-5,\"completion_tokens\":5}",
          "{\"prompt_tokens\":20000001,\"completion_tokens\":5}"
        }) {
      assertThat(usage, answered("x", usage).usage(), is(Usage.UNKNOWN));
    }
    assertThat(
        answered("x", "{\"prompt_tokens\":20000000,\"completion_tokens\":5}").usage(),
        is(new Usage(20_000_000, 0, 5)));
  }

  private static Failed failed(HostileServer service) throws Exception {
    LlmOptions options = new LlmOptions(service.url(), "m", KeySource.environment("K"), 60);
    try (ChatClient client = new OpenAiClient(options, KEY)) {
      ChatOutcome outcome = client.ask(new ChatRequest("system", "user", null, null, 10)).get();
      assertThat(outcome, instanceOf(Failed.class));
      return (Failed) outcome;
    }
  }

  @Test
  void anAnswerWithoutEndStopsTheRun() throws Exception {
    byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1024; i++) {
        gzip.write(blanks);
      }
    }
    try (HostileServer endless = HostileServer.endless("", blanks);
        HostileServer bomb =
            HostileServer.start(
                (head, out) -> {
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  out.write(packed.toByteArray());
                })) {
      for (HostileServer service : new HostileServer[] {endless, bomb}) {
        Failed failed = failed(service);
        assertThat(failed.kind(), is(Kind.FATAL));
        assertThat(
            failed.detail(),
            is(
                "an answer of more than "
                    + (OpenAiClient.LARGEST >> 20)
                    + " MB from "
                    + service.url()
                    + ": look at the address"));
      }
    }
  }
}
