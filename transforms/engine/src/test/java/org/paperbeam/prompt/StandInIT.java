package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.NeedsStandIn;

/** Prompts of real papers, answered by the stand-in service, read and compared with its oracle. */
@NeedsStandIn
class StandInIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern STARTED = Pattern.compile("stand-in on (http://[\\d.]+:\\d+).*");
  private static final String TOPICS = TestPapers.profile("topics.md");
  private static final PromptTemplate TITLES = PromptTemplate.titles("gpt-4o", TOPICS);
  private static final PromptTemplate SCORES =
      PromptTemplate.scores("gpt-4o", TOPICS, TestPapers.profile("scoring.md"));
  private static final List<ListedPaper> PAPERS = TestPapers.corpus("2025-03-25", 10);
  private static final List<String> IDS = PAPERS.stream().map(ListedPaper::getArxivId).toList();

  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;
  private String url;

  private void start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("python3", TestPapers.shared("standin/standin.py").toString(), "--port", "0"));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    Matcher started = STARTED.matcher(String.valueOf(line));
    assertThat("the stand-in said: " + line, started.matches());
    url = started.group(1);
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** One choice of the stand-in's answer: its text and why it ended. */
  private record Choice(String text, String finishReason, int promptTokens) {}

  private Choice ask(PromptTemplate template, AnswerForm form) throws Exception {
    RenderedPrompt prompt = template.render(PAPERS, form);
    ObjectNode body = JSON.createObjectNode().put("model", template.model());
    body.putArray("messages")
        .add(JSON.createObjectNode().put("role", "system").put("content", prompt.system()))
        .add(JSON.createObjectNode().put("role", "user").put("content", prompt.user()));
    if (prompt.schemaJson() != null) {
      body.putObject("response_format")
          .put("type", "json_schema")
          .putObject("json_schema")
          .put("name", template.stage().schemaName())
          .put("strict", true)
          .set("schema", JSON.readTree(prompt.schemaJson()));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(response.body(), response.statusCode(), is(200));
    JsonNode answer = JSON.readTree(response.body());
    JsonNode choice = answer.at("/choices/0");
    return new Choice(
        choice.at("/message/content").asText(),
        choice.path("finish_reason").asText(),
        answer.at("/usage/prompt_tokens").asInt());
  }

  private ScoreReply scores(AnswerForm form) throws Exception {
    Choice choice = ask(SCORES, form);
    return ReplyReader.readScores(choice.text(), IDS, choice.finishReason());
  }

  private TitleReply titles(AnswerForm form) throws Exception {
    Choice choice = ask(TITLES, form);
    return ReplyReader.readTitles(choice.text(), IDS, choice.finishReason());
  }

  private static Map<String, PaperScore> oracleScores() {
    Map<String, PaperScore> scores = new HashMap<>();
    for (String id : IDS) {
      JsonNode o = TestPapers.oracle(id);
      scores.put(
          id,
          new PaperScore(
              o.path("relevance").asInt(), o.path("novelty").asInt(), o.path("comment").asText()));
    }
    return scores;
  }

  /** The stand-in's oracle says no topics. */
  private static ScoreReply withoutTopics(ScoreReply reply) {
    Map<String, PaperScore> scores = new HashMap<>();
    reply
        .scores()
        .forEach(
            (id, s) -> scores.put(id, new PaperScore(s.relevance(), s.novelty(), s.comment())));
    return new ScoreReply(scores, reply.problems(), reply.unasked());
  }

  private static Set<String> oracleRejects() {
    Set<String> rejects = new HashSet<>(IDS);
    rejects.removeIf(id -> !TestPapers.oracle(id).path("reject_title").asBoolean());
    return rejects;
  }

  @Test
  void everyScoreArrivesInBothForms() throws Exception {
    start();
    for (AnswerForm form : AnswerForm.values()) {
      ScoreReply reply = scores(form);
      assertThat(withoutTopics(reply), is(new ScoreReply(oracleScores(), Map.of(), 0)));
      TopicChoice topics = TopicChoice.of(TOPICS);
      reply
          .scores()
          .forEach((id, s) -> assertThat(id, topics.named(s.topic()), is(notNullValue())));
      assertThat(
          reply.scores().values().stream().map(PaperScore::topic).distinct().count(),
          is(greaterThan(1L)));
      int counted = SCORES.render(PAPERS, form).promptTokens();
      // The stand-in takes four characters for a token, about a fifth more than gpt-4o needs.
      double estimate = counted / (double) ask(SCORES, form).promptTokens();
      assertThat(estimate, is(closeTo(1.0, 0.3)));
    }
  }

  @Test
  void everyTitleDecisionArrivesInBothForms() throws Exception {
    start();
    Set<String> rejects = oracleRejects();
    assertThat(rejects, is(not(empty())));
    for (AnswerForm form : AnswerForm.values()) {
      TitleReply reply = titles(form);
      assertThat(reply.isAnswered(), is(true));
      assertThat(reply.irrelevant(), is(rejects));
      assertThat(reply.unasked(), is(0));
    }
  }

  @Test
  void noFaultOfTheServiceGivesAPaperAScoreThatIsNotItsOwn() throws Exception {
    start(
        "--faults",
        "malformed,empty,missing,unknown-id,out-of-range,words,duplicate,fenced,array,cut",
        "--fault-attempts",
        "100");
    Map<String, PaperScore> truth = oracleScores();
    // What each fault leaves of ten papers' answers, in the order of the option above.
    List<Integer> left = List.of(0, 0, 9, 9, 9, 9, 9, 10, 10, 6);
    for (int least : left) {
      ScoreReply reply = scores(AnswerForm.JSON_LINES);
      withoutTopics(reply).scores().forEach((id, s) -> assertThat(s, is(truth.get(id))));
      assertThat(reply.scores().size() + reply.problems().size(), is(10));
      boolean cut = reply.problems().values().stream().anyMatch(p -> p.contains("cut off"));
      assertThat(reply.toString(), cut || reply.scores().size() == least, is(true));
    }
    // The faults of titles come in turn too: unreadable, empty, seven that spoil scores alone, cut.
    for (int call = 0; call < left.size(); call++) {
      TitleReply reply = titles(AnswerForm.JSON_LINES);
      boolean spoilt = call < 2 || call == left.size() - 1;
      assertThat(reply.toString(), reply.isAnswered(), is(!spoilt));
      assertThat(reply.irrelevant(), is(spoilt ? Set.of() : oracleRejects()));
    }
  }
}
