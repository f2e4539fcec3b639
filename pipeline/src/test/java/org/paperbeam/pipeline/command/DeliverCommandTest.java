package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.days.InventedDays;

class DeliverCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeDays() throws Exception {
    InventedDays.write(Folder.of(folder.toString()));
  }

  @Test
  void theNewestDayIsDeliveredOnce() {
    try (LoopbackServer web = LoopbackServer.inTurn(LoopbackServer.Answer.ok("ok"))) {
      Map<String, String> environment = Map.of("HOOK", web.url() + "/secret");
      assertThat(call(environment, "--slackWebhookEnv=HOOK"), is(0));
      assertThat(call(environment, "--slackWebhookEnv=HOOK"), is(0));
      assertThat(
          out.toString(StandardCharsets.UTF_8).lines().toList(),
          contains("2025-04-04 by slack: delivered", "2025-04-04 by slack: delivered before"));
      assertThat(web.requests(), hasSize(1));
      assertThat(call(environment, "--slackWebhookEnv=HOOK", "--date=2025-03-25"), is(0));
      assertThat(web.requests(), hasSize(2));
    }
  }

  @Test
  void aRefusalIsOneLineAndExitCodeOne() {
    try (LoopbackServer web = LoopbackServer.inTurn(LoopbackServer.Answer.of(404, "no_team"))) {
      Map<String, String> environment = Map.of("HOOK", web.url() + "/secret");
      assertThat(call(environment, "--webhookUrlEnv=HOOK"), is(1));
      assertThat(
          said(),
          is(
              "paperbeam: failed: 2025-04-04 by webhook: the webhook answered HTTP 404; the same"
                  + " command tries again"));
    }
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsSent() {
    assertThat(call(Map.of()), is(2));
    assertThat(said(), startsWith("paperbeam: nowhere to deliver to: give --slackWebhookEnv"));
    assertThat(call(Map.of(), "--slackWebhookEnv=HOOK"), is(2));
    assertThat(
        said(),
        is(
            "paperbeam: --slackWebhookEnv: the variable HOOK is not set: put the address of the"
                + " Slack webhook there"));
    assertThat(call(Map.of(), "--mailTo=a@example.org"), is(2));
    assertThat(said(), is("paperbeam: --mailTo needs --smtpHost"));
    assertThat(
        call(Map.of("H", "http://x.example"), "--webhookUrlEnv=H", "--date=2020-01-01"), is(2));
    assertThat(said(), startsWith("paperbeam: --date=2020-01-01: no digest of that day in "));
    assertThat(call(Map.of(), "--slackWebhookEnv=https://hooks.example/secret"), is(2));
    assertThat(said(), not(containsString("secret")));
  }

  private int call(Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>(List.of("deliver", "--output=" + folder));
    line.addAll(Arrays.asList(arguments));
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            InstantSource.fixed(Instant.EPOCH),
            false);
    return new Cli(List.of(new DeliverCommand())).run(line.toArray(String[]::new), console);
  }

  /** The last line of complaint. */
  private String said() {
    List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.get(lines.size() - 1);
  }
}
