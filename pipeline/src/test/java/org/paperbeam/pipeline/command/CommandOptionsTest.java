package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.DeliverOptions;
import org.paperbeam.pipeline.options.DemoOptions;
import org.paperbeam.pipeline.options.EvaluateOptions;
import org.paperbeam.pipeline.options.EveryOption;
import org.paperbeam.pipeline.options.ExportOptions;
import org.paperbeam.pipeline.options.InitOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.ServeOptions;
import org.paperbeam.pipeline.options.TrainOptions;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.Shows;
import org.paperbeam.testing.days.InventedDays;

/** Every option of a command without a job changes what is sent, shown or refused. */
class CommandOptionsTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("RIGHT", "secret-word", "WRONG", "another"));
  private LoopbackServer web;
  private SmtpServer mail;

  @BeforeEach
  void start() throws Exception {
    InventedDays.write(Folder.of(folder.toString()));
    web = LoopbackServer.inTurn(Answer.ok("{\"code\":0}"));
    environment.put("HOOK", web.url() + "/hook");
    environment.put("TELEGRAM", web.url() + "/botA/sendMessage?chat_id=-7");
    environment.put("SLACK", web.url() + "/slack");
    mail = new SmtpServer();
  }

  @AfterEach
  void stop() throws Exception {
    mail.close();
    web.close();
  }

  private int call(Command command, String... arguments) {
    List<String> line = new ArrayList<>(List.of(command.name(), "--output=" + folder));
    line.addAll(List.of(arguments));
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            InstantSource.fixed(Instant.EPOCH),
            false);
    return new Cli(List.of(command)).run(line.toArray(String[]::new), console);
  }

  private int deliver(String... arguments) {
    return call(new DeliverCommand(), arguments);
  }

  @Test
  @Shows({"date", "siteUrl", "webhookUrlEnv"})
  void theDayAndTheSiteAreThoseThatAreNamed() {
    assertThat(
        deliver("--webhookUrlEnv=HOOK", "--date=2025-03-25", "--siteUrl=https://site.example/x/"),
        is(0));
    assertThat(web.requests(), hasSize(1));
    assertThat(web.requests().get(0).uri().getPath(), is("/hook"));
    String body = web.requests().get(0).body();
    assertThat(body, containsString("\"date\":\"2025-03-25\""));
    assertThat(body, containsString("https://site.example/x/"));
  }

  @Test
  @Shows({"slackWebhookEnv", "slackWebhookFile", "webhookUrlFile"})
  void theAddressesAreReadWhereTheyAre() throws Exception {
    assertThat(deliver("--slackWebhookEnv=SLACK"), is(0));
    Path slack = Files.writeString(folder.resolve("slack"), web.url() + "/slack-of-a-file\n");
    Path hook = Files.writeString(folder.resolve("hook"), web.url() + "/hook-of-a-file\n");
    assertThat(deliver("--slackWebhookFile=" + slack, "--webhookUrlFile=" + hook), is(0));
    assertThat(
        web.requests().stream().map(request -> request.uri().getPath()).toList(),
        is(List.of("/slack", "/slack-of-a-file", "/hook-of-a-file")));
  }

  @Test
  @Shows({
    "telegramWebhookEnv",
    "telegramWebhookFile",
    "discordWebhookEnv",
    "discordWebhookFile",
    "feishuWebhookEnv",
    "feishuWebhookFile"
  })
  void otherChatsAreReadFromTheirPlacesToo() throws Exception {
    assertThat(
        deliver(
            "--telegramWebhookEnv=TELEGRAM",
            "--discordWebhookEnv=SLACK",
            "--feishuWebhookEnv=SLACK"),
        is(0));
    assertThat(
        deliver("--telegramWebhookFile=" + file("t", "/botB/sendMessage?chat_id=@c")), is(0));
    assertThat(deliver("--discordWebhookFile=" + file("d", "/discord")), is(0));
    assertThat(deliver("--feishuWebhookFile=" + file("f", "/feishu")), is(0));
    assertThat(
        web.requests().stream().map(request -> request.uri().getPath()).toList(),
        is(
            List.of(
                "/botA/sendMessage",
                "/slack",
                "/slack",
                "/botB/sendMessage",
                "/discord",
                "/feishu")));
    assertThat(web.requests().get(0).body(), containsString("\"chat_id\":\"-7\""));
  }

  private Path file(String name, String path) throws IOException {
    return Files.writeString(folder.resolve(name), web.url() + path + "\n");
  }

  @Test
  @Shows("week")
  void aWeekIsDeliveredWithThePapersOfItsDays() {
    assertThat(deliver("--webhookUrlEnv=HOOK", "--date=2025-03-25", "--week=true"), is(0));
    assertThat(deliver("--webhookUrlEnv=HOOK", "--date=2025-03-24", "--week=true"), is(0));
    assertThat("the same week", web.requests(), hasSize(1));
    assertThat(web.requests().get(0).body(), containsString("\"date\":\"2025-W13\""));
    assertThat(web.requests().get(0).body(), containsString("ArXiv papers of week 2025-W13: "));
  }

  private int mail(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--mailTo=reader@example.org, other@example.org",
                "--mailFrom=bot@example.org",
                "--smtpHost=127.0.0.1",
                "--smtpPort=" + mail.port()));
    options.addAll(List.of(more));
    return deliver(options.toArray(String[]::new));
  }

  @Test
  @Shows({"mailTo", "mailFrom", "smtpHost", "smtpPort", "smtpSecurity"})
  void mailGoesFromThereToThoseByThatServer() throws Exception {
    assertThat("the server knows no TLS", mail(), is(1));
    assertThat(mail("--smtpSecurity=none"), is(0));
    assertThat(
        "one does not see the other",
        mail.commands("").stream().filter(c -> c.matches("(MAIL FROM|RCPT TO):.*")).toList(),
        is(
            List.of(
                "MAIL FROM:<bot@example.org>",
                "RCPT TO:<reader@example.org>",
                "MAIL FROM:<bot@example.org>",
                "RCPT TO:<other@example.org>")));
    assertThat("nobody said who it is", mail.commands("AUTH"), is(empty()));
  }

  @Test
  @Shows({"smtpUser", "smtpPasswordEnv", "smtpPasswordFile"})
  void theServerIsToldWhoIsThere() throws Exception {
    assertThat(mail("--smtpSecurity=none", "--smtpUser=nobody", "--smtpPasswordEnv=RIGHT"), is(1));
    assertThat(mail("--smtpSecurity=none", "--smtpUser=user", "--smtpPasswordEnv=WRONG"), is(1));
    assertThat(mail("--smtpSecurity=none", "--smtpUser=user", "--smtpPasswordEnv=RIGHT"), is(0));
    Path wrong = Files.writeString(folder.resolve("password"), "another\n");
    assertThat(
        mail(
            "--date=2025-03-25",
            "--smtpSecurity=none",
            "--smtpUser=user",
            "--smtpPasswordEnv=RIGHT",
            "--smtpPasswordFile=" + wrong),
        is(1));
    Files.writeString(wrong, "secret-word\n");
    assertThat(
        mail(
            "--date=2025-03-25",
            "--smtpSecurity=none",
            "--smtpUser=user",
            "--smtpPasswordFile=" + wrong),
        is(0));
  }

  @Test
  @Shows("port")
  void theSiteIsServedOnThatPort() throws Exception {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/index.html"), "<p>");
    List<Integer> ports = new ArrayList<>();
    Command serve =
        new ServeCommand(
            (site, port) -> {
              ports.add(port);
              return URI.create("http://127.0.0.1:" + port + "/");
            },
            new CountDownLatch(0));
    assertThat(call(serve, "--port=4711"), is(0));
    assertThat(call(serve), is(0));
    assertThat(ports, is(List.of(4711, 8080)));
  }

  @Test
  @Shows({"folder", "interests", "from"})
  void aProfileIsWrittenThereOfTheseWordsAndPapers() throws Exception {
    Path refs = Files.writeString(folder.resolve("refs.bib"), "@misc{a, title={On Moss Clocks}}");
    String there = folder.resolve("mine").toString();
    assertThat(
        new Cli(List.of(new InitCommand()))
            .run(
                new String[] {"init", "--folder=" + there, "--interests=tides", "--from=" + refs},
                new Console(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    environment,
                    InstantSource.fixed(Instant.EPOCH),
                    false)),
        is(0));
    String topics = Files.readString(folder.resolve("mine/topics.md"));
    assertThat(topics, containsString("Relevant: tides"));
    assertThat(topics, containsString("On Moss Clocks"));
  }

  private static Set<String> names(Class<? extends PipelineOptions> type) {
    return new TreeSet<>(OptionTable.of(type).names());
  }

  @Test
  void everyOptionOfACommandWithoutAJobIsShown() {
    Set<String> own = names(DeliverOptions.class);
    own.addAll(names(ServeOptions.class));
    own.addAll(names(InitOptions.class));
    own.addAll(names(TrainOptions.class));
    own.addAll(names(EvaluateOptions.class));
    own.addAll(names(ExportOptions.class));
    own.removeAll(names(OutputOptions.class));
    assertThat(
        Shows.Names.of(List.of(getClass(), FilterCommandsTest.class, ExportCommandTest.class)),
        is(own));
    // What is left are the options of run, and those of demo are among them.
    Set<String> all = names(RunOptions.class);
    assertThat(all.containsAll(names(DemoOptions.class)), is(true));
    all.addAll(own);
    assertThat(names(EveryOption.class), is(all));
  }
}
