package org.paperbeam.delivery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.json.JsonText;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.site.MailPage;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.Garbled;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.days.WrittenDays;

class DeliveriesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2025-03-25T05:00:00Z"));

  @TempDir Path path;
  private Folder output;
  private LoopbackServer web;
  private GreenMail mail;

  @BeforeEach
  void start() throws Exception {
    output = Folder.of(path.resolve("out").toString());
    WrittenDays.write(output, Days.DATE, List.of(Days.selected("2503.00001", 9, 8)));
    web = LoopbackServer.inTurn(LoopbackServer.Answer.ok("ok"));
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("reader@example.org", "user", "secret-word");
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
    web.close();
  }

  @Test
  void aDigestGoesToEveryChannelOnce() throws Exception {
    List<Channel> channels =
        List.of(
            new SlackChannel(Secret.of(web.url() + "/slack/T0/secret")),
            new WebhookChannel(Secret.of(web.url() + "/hook")),
            mail("user", "secret-word"));
    assertThat(outcomes(channels), contains("slack sent", "webhook sent", "mail sent"));
    assertThat(outcomes(channels), contains("slack before", "webhook before", "mail before"));
    assertThat(web.requests(), hasSize(2));
    assertThat(mail.getReceivedMessages(), arrayWithSize(1));
  }

  @Test
  void whatIsNotAsItWasWrittenIsNamedAndNothingIsSentTwice() throws Exception {
    List<Channel> hook = List.of(new WebhookChannel(Secret.of(web.url() + "/hook")));
    assertThat(outcomes(hook), contains("webhook sent"));
    String file = output.list("deliveries/**").get(0);
    String whole = output.readIfPresent(file);
    for (Garbled way : Garbled.values()) {
      output.write(file, way.of(whole.getBytes(StandardCharsets.UTF_8)));
      assertThat(
          assertThrows(IOException.class, () -> outcomes(hook), way.toString()).getMessage(),
          startsWith("cannot read " + output + "/" + file + ": "));
    }
    output.write(file, whole.replaceAll(",\\s*\"crc32c\": \"[0-9a-f]{8}\"", ""));
    assertThat("of an older version", outcomes(hook), contains("webhook before"));
    assertThat(web.requests(), hasSize(1));
  }

  @Test
  void everyChannelSaysWhichPapersWereSeenBefore() throws Exception {
    PaperRecord seen =
        Days.selected("2503.00001", 9, 8).toBuilder().setSeenBefore("2025-02-24").build();
    WrittenDays.write(output, Days.DATE, List.of(seen));
    outcomes(
        List.of(
            new SlackChannel(Secret.of(web.url() + "/slack/T0/secret")),
            new WebhookChannel(Secret.of(web.url() + "/hook")),
            mail("user", "secret-word")));
    String said = "relevance 9, novelty 8, seen before on 2025-02-24";
    assertThat(web.requests().get(0).body(), containsString(said));
    assertThat(
        JsonText.parse(web.requests().get(1).body())
            .path("papers")
            .path(0)
            .path("seen_before")
            .asText(),
        is("2025-02-24"));
    MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[0].getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      assertThat((String) parts.getBodyPart(i).getContent(), containsString(said));
    }
  }

  @Test
  void aContentThatChangedIsDeliveredAgainAsAnUpdate() throws Exception {
    List<Channel> channels = List.of(new WebhookChannel(Secret.of(web.url() + "/hook")));
    outcomes(channels);
    WrittenDays.write(
        output,
        Days.DATE,
        List.of(Days.selected("2503.00001", 9, 8), Days.selected("2503.00002", 8, 8)));
    assertThat(outcomes(channels), contains("webhook sent"));
    WrittenDays.write(output, Days.DATE, List.of(Days.selected("2503.00001", 9, 8)));
    assertThat(outcomes(channels), contains("webhook before"));
    JsonNode second = JsonText.parse(web.requests().get(1).body());
    assertThat(
        second.path("subject").asText(), startsWith("Update: ArXiv papers of 2025-03-25: 2"));
    assertThat(second.path("update").asBoolean(), is(true));
  }

  @Test
  void whatIsRefusedIsTriedAgainAndHoldsUpNoOther() throws Exception {
    try (LoopbackServer refusing =
        LoopbackServer.inTurn(
            LoopbackServer.Answer.of(500, "no"),
            LoopbackServer.Answer.hangUp(),
            LoopbackServer.Answer.ok("ok"))) {
      List<Channel> channels =
          List.of(
              new SlackChannel(Secret.of(refusing.url() + "/very-secret")),
              new WebhookChannel(Secret.of(web.url() + "/hook")));
      assertThat(outcomes(channels), contains("Slack answered HTTP 500", "webhook sent"));
      String second = outcomes(channels).get(0);
      assertThat(second, startsWith("Slack could not be reached ("));
      assertThat(second, not(containsString("very-secret")));
      assertThat(outcomes(channels), contains("slack sent", "webhook before"));
    }
  }

  @Test
  void aProcessThatDiesBeforeItsRecordSendsTheSameMessageWithTheSameIdAgain() throws Exception {
    Channel hook = new WebhookChannel(Secret.of(web.url() + "/hook"));
    Channel letters = mail(null, null);
    outcomes(List.of(hook, letters));
    output.delete(output.list("deliveries/**"));
    outcomes(List.of(hook, letters));
    assertThat(
        web.requests().get(0).header("Idempotency-Key"),
        is(web.requests().get(1).header("Idempotency-Key")));
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received[0].getMessageID(), is(received[1].getMessageID()));
  }

  @Test
  void theWebhookGetsTheDigestAsJson() throws Exception {
    outcomes(List.of(new WebhookChannel(Secret.of(web.url() + "/hook?token=1"))));
    LoopbackServer.Request request = web.requests().get(0);
    assertThat(request.method(), is("POST"));
    assertThat(request.uri().toString(), is("/hook?token=1"));
    assertThat(request.header("Content-Type"), startsWith("application/json"));
    JsonNode json = JsonText.parse(request.body());
    assertThat(json.path("date").asText(), is("2025-03-25"));
    assertThat(json.path("page").asText(), is("https://papers.example/2025-03-25/index.html"));
    assertThat(json.path("papers").path(0).path("arxiv_id").asText(), is("2503.00001"));
    assertThat(json.path("papers").path(0).path("relevance").asInt(), is(9));
  }

  @Test
  void slackGetsAtMostWhatItTakesAndNoMarkup() throws Exception {
    List<PaperRecord> papers = new ArrayList<>();
    for (int i : IntStream.range(10, 90).toArray()) {
      PaperRecord paper = Days.selected("2503.000" + i, 9, 8);
      papers.add(
          paper.toBuilder()
              .setPaper(
                  paper.getPaper().toBuilder()
                      .setTitle("<!channel> *x* | <http://evil.example|y> & ".repeat(40))
                      .build())
              .build());
    }
    WrittenDays.write(output, Days.DATE, papers);
    outcomes(List.of(new SlackChannel(Secret.of(web.url() + "/slack"))));
    JsonNode json = JsonText.parse(web.requests().get(0).body());
    assertThat(json.path("blocks").size(), lessThan(51));
    for (JsonNode block : json.path("blocks")) {
      String text = block.path("text").path("text").asText();
      assertThat(text.length(), lessThan(3001));
      assertThat(text, not(containsString("<!channel>")));
      assertThat(text, not(containsString("<http://evil")));
    }
  }

  @Test
  void mailIsTextAndHtmlAndEscaped() throws Exception {
    PaperRecord paper = Days.selected("2503.00001", 9, 8);
    WrittenDays.write(
        output,
        Days.DATE,
        List.of(
            paper.toBuilder()
                .setPaper(
                    paper.getPaper().toBuilder()
                        .setTitle("G\\\"odel <script>alert(1)</script>\r\nBcc: x@example.org")
                        .build())
                .build()));
    outcomes(List.of(mail("user", "secret-word")));
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(
        message.getSubject(),
        is(
            "ArXiv papers of 2025-03-25: 1 selected: Gödel <script>alert(1)</script> Bcc:"
                + " x@example.org"));
    assertThat(message.getMessageID(), endsWith("@example.org>"));
    assertThat(message.getAllRecipients(), arrayWithSize(1));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    String text = (String) parts.getBodyPart(0).getContent();
    String html = (String) parts.getBodyPart(1).getContent();
    assertThat(text, containsString("1. Gödel <script>alert(1)</script> Bcc: x@example.org"));
    assertThat(
        html,
        allOf(
            containsString("Gödel &lt;script&gt;alert(1)&lt;/script&gt;"),
            containsString("<meta name=\"viewport\""),
            not(containsString("<script"))));
    assertThat(parts.getBodyPart(1).getContentType(), startsWith("text/html"));
  }

  @Test
  void aMailServerThatIsNotThereIsNamedInOneLine() throws Exception {
    Channel channel = mail(null, null);
    String server = "127.0.0.1:" + mail.getSmtp().getPort();
    mail.stop();
    assertThat(
        outcomes(List.of(channel)).get(0),
        startsWith("the mail server " + server + " did not take it"));
    assertThat(output.list("deliveries/**"), hasSize(0));
  }

  @Test
  void chatsGetTheBestPapersWithinTheirLimitsAndTextStaysText() throws Exception {
    String hostile = "@everyone *x* [a](http://evil) <b>G\\\"odel</b> & \\uD835";
    List<PaperRecord> papers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      PaperRecord paper = Days.selected("2503.0" + (1000 + i), 9, 8);
      papers.add(
          paper.toBuilder()
              .setComment((hostile + " ").repeat(60))
              .setPaper(paper.getPaper().toBuilder().setTitle(hostile.repeat(20)).build())
              .build());
    }
    WrittenDays.write(output, Days.DATE, papers);
    DigestMessage message =
        new DigestMessage(DigestFiles.read(output, Days.DATE), "https://papers.example", false);
    JsonNode discord = JsonText.parse(DiscordChannel.json(message));
    int characters = 0;
    for (JsonNode embed : discord.path("embeds")) {
      characters += embed.path("title").asText().length();
      characters += embed.path("description").asText().length();
    }
    assertThat(discord.path("embeds").size(), is(10));
    assertThat(characters, lessThanOrEqualTo(6000));
    assertThat(discord.path("content").asText().length(), lessThanOrEqualTo(2000));
    assertThat(discord.path("allowed_mentions").toString(), is("{\"parse\":[]}"));
    assertThat(
        discord.path("embeds").path(0).path("title").asText(),
        startsWith("\\@everyone \\*x\\* \\[a\\]\\(http://evil\\) \\<b\\>Gödel"));
    JsonNode telegram = JsonText.parse(TelegramChannel.json(message, "-100123"));
    String text = telegram.path("text").asText();
    assertThat(text.length(), lessThanOrEqualTo(4096));
    assertThat(text, containsString("&lt;b&gt;Gödel&lt;/b&gt; &amp;"));
    assertThat(
        text, endsWith("<a href=\"https://papers.example/2025-03-25/index.html\">All of them</a>"));
    String feishu = FeishuChannel.json(message);
    assertThat(feishu.getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(20_000));
    assertThat(feishu, containsString("https://arxiv.org/abs/2503.01000"));
  }

  @Test
  void whatAChatRefusesIsTriedAgain() throws Exception {
    WrittenDays.write(output, Days.DATE, List.of(Days.selected("2503.00001", 9, 8)));
    try (LoopbackServer chat =
        LoopbackServer.inTurn(
            LoopbackServer.Answer.ok("{\"code\":19024,\"msg\":\"Key Words Not Found\"}"),
            LoopbackServer.Answer.ok("{\"code\":0}"))) {
      Channel feishu = new FeishuChannel(Secret.of(chat.url() + "/hook/secret"));
      assertThat(outcomes(List.of(feishu)).get(0), startsWith("Feishu refused it with code 19024"));
      assertThat(outcomes(List.of(feishu)), is(List.of("feishu sent")));
      assertThat(outcomes(List.of(feishu)), is(List.of("feishu before")));
      Channel telegram = new TelegramChannel(Secret.of(chat.url() + "/botX:secret/sendMessage"));
      assertThat(
          outcomes(List.of(telegram)).get(0),
          allOf(containsString("chat_id="), not(containsString("secret"))));
    }
  }

  @Test
  void noSecretStandsInARecord() throws Exception {
    outcomes(List.of(new SlackChannel(Secret.of(web.url() + "/T0/secret-path"))));
    List<String> records = output.list("deliveries/**");
    assertThat(records, hasSize(1));
    assertThat(output.readIfPresent(records.get(0)), not(containsString("secret-path")));
  }

  @Test
  void secretsComeFromVariablesAndFilesAndAreNamedWhenMissing() throws Exception {
    Path file = path.resolve("hook.txt");
    Files.writeString(file, " https://hooks.example/x \n");
    assertThat(
        KeySource.file(file.toString()).readLine(Map.of(), "the address"),
        is(Secret.of("https://hooks.example/x")));
    assertThat(
        KeySource.environment("HOOK").readLine(Map.of("HOOK", "a b"), "it"), is(Secret.of("a b")));
    IOException missing =
        assertThrows(
            IOException.class,
            () -> KeySource.environment("HOOK").readLine(Map.of(), "the address"));
    assertThat(missing.getMessage(), is("the variable HOOK is not set: put the address there"));
    IOException odd =
        assertThrows(
            IOException.class,
            () -> new WebhookChannel(Secret.of("ftp://secret.example")).send(null));
    assertThat(odd.getMessage(), not(containsString("secret")));
  }

  private List<String> outcomes(List<Channel> channels) throws Exception {
    return new Deliveries(output, "https://papers.example", CLOCK)
        .deliver(Days.DATE, channels).stream()
            .map(
                r ->
                    r.failure() != null
                        ? r.failure()
                        : r.channel() + (r.sent() ? " sent" : " before"))
            .toList();
  }

  private Channel mail(String user, String password) {
    return new MailChannel(
        new MailSettings(
            new MailSettings.Server("127.0.0.1", mail.getSmtp().getPort(), "none"),
            user,
            password == null ? null : Secret.of(password),
            "paperbeam@example.org",
            "reader@example.org"),
        MailPage::html);
  }

  @Test
  void aMailStaysSmallWhateverItsPapersHold() throws Exception {
    PaperRecord plain = Days.selected("2503.00001", 9, 8);
    List<PaperRecord> papers =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    plain.toBuilder()
                        .setPaper(
                            plain.getPaper().toBuilder()
                                .setArxivId("2503.%05d".formatted(i))
                                .setTitle("Ein großer Titel ".repeat(40))
                                .setAuthors(java.util.Collections.nCopies(3000, "Ä. Ö"))
                                .build())
                        .setComment("Übrigens. ".repeat(400))
                        .build())
            .toList();
    WrittenDays.write(output, Days.DATE, papers);
    assertThat(outcomes(List.of(mail("user", "secret-word"))), contains("mail sent"));
    MimeMessage sent = mail.getReceivedMessages()[0];
    assertThat(sent.getSize(), lessThan(100_000));
    String text = (String) ((MimeMultipart) sent.getContent()).getBodyPart(0).getContent();
    assertThat(text, containsString("Ä. Ö and 2980 others"));
    assertThat(text, containsString(" more"));
    assertThat(text.lines().mapToInt(String::length).max().orElse(0), lessThan(2_100));
  }
}
