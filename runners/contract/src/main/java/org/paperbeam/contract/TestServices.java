package org.paperbeam.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * arXiv's feed, Semantic Scholar and an OpenAI-compatible LLM on one loopback server, for a list of
 * invented papers. It remembers what the LLM was asked. Safe for many threads.
 */
public final class TestServices implements AutoCloseable {
  /** The key that the LLM takes. */
  public static final String KEY = "sk-contract-0123456789abcdef";

  /** What the LLM answers. */
  @FunctionalInterface
  public interface Llm {
    Answer answer(LlmQuestion question) throws IOException;
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTED_ID = Pattern.compile("(?m)^\\{\"id\": \"([^\"]+)\"");
  private static final int CHARACTERS_A_TOKEN = 4;

  private final List<TestPaper> papers;
  private final LoopbackServer server;
  private final BatchService batches = new BatchService(this::chat);
  private final List<LlmQuestion> asked = new ArrayList<>();
  private final List<Long> feedTimes = new ArrayList<>();
  private final AtomicLong completionTokens = new AtomicLong();
  private volatile boolean combinedFeedIsCut;
  private volatile String key = KEY;
  private volatile Llm llm = this::honest;

  private TestServices(List<TestPaper> papers) {
    this.papers = List.copyOf(papers);
    this.server = LoopbackServer.start(this::handle);
  }

  public static TestServices of(TestPaper... papers) {
    return new TestServices(List.of(papers));
  }

  /** From now on a feed of more than one category reaches arXiv's limit. */
  public TestServices withCutCombinedFeed() {
    combinedFeedIsCut = true;
    return this;
  }

  /** From now on the LLM takes another key, and names the one that it rejects. */
  public void rejectKey() {
    key = "another";
  }

  /** From now on the LLM takes that key alone. */
  public void takeKey(String newKey) {
    key = newKey;
  }

  /** From now on the LLM answers like this. */
  public void answer(Llm newLlm) {
    llm = newLlm;
  }

  /** From now on the LLM answers as it should. */
  public void answerHonestly() {
    llm = this::honest;
  }

  /** The LLM's Batch API, which answers as the LLM does. */
  public BatchService batches() {
    return batches;
  }

  /** The options that lead a run here. */
  public List<String> options() {
    return List.of(
        "--arxivRssUrl=" + server.url() + "/rss",
        "--semanticScholarUrl=" + server.url(),
        "--llmUrl=" + server.url() + "/v1",
        "--arxivSecondsBetweenRequests=0");
  }

  /** Every call that the LLM took, in order. */
  public List<LlmQuestion> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** The ids that were sent to be scored, or in titles, one for each time, sorted. */
  public List<String> askedIds(boolean scoring) {
    return asked().stream()
        .filter(question -> question.scoring() == scoring)
        .flatMap(question -> question.ids().stream())
        .sorted()
        .toList();
  }

  /** The tokens of all prompts, as the service counts them. */
  public long promptTokens() {
    return asked().stream().mapToLong(LlmQuestion::promptTokens).sum();
  }

  /** The tokens of all answers, as the service counts them. */
  public long completionTokens() {
    return completionTokens.get();
  }

  /** The base address of all of them. */
  public String url() {
    return server.url();
  }

  /** All requests so far whose path begins so, in order. */
  public List<Request> sent(String path) {
    return server.requests().stream()
        .filter(request -> request.uri().getPath().startsWith(path))
        .toList();
  }

  /** When the feeds were asked for, in order; {@link System#nanoTime}. */
  public List<Long> feedTimes() {
    synchronized (feedTimes) {
      return List.copyOf(feedTimes);
    }
  }

  /** The paths of all requests so far that begin so. */
  public List<String> requests(String path) {
    return server.requests().stream()
        .map(request -> request.uri().getPath())
        .filter(requested -> requested.startsWith(path))
        .toList();
  }

  /** What an honest LLM says. */
  public Answer honest(LlmQuestion question) {
    return question.scoring()
        ? scores(question, question.ids().stream().map(this::paper).toList())
        : titles(
            question, question.ids().stream().filter(id -> paper(id).irrelevantTitle()).toList());
  }

  /** An answer with the scores of these papers, whatever was asked. */
  public static Answer scores(LlmQuestion question, List<TestPaper> scored) {
    ObjectNode content = JSON.createObjectNode();
    ArrayNode scores = content.putArray("scores");
    for (TestPaper paper : scored) {
      scores
          .addObject()
          .put("id", paper.id())
          .put("comment", paper.comment())
          .put("relevance", paper.relevance())
          .put("novelty", paper.novelty())
          .put("topic", "1");
    }
    return saying(question, content.toString());
  }

  /** An answer that calls these titles irrelevant, whatever was asked. */
  public static Answer titles(LlmQuestion question, List<String> irrelevant) {
    ObjectNode content = JSON.createObjectNode();
    ArrayNode ids = content.putArray("irrelevant");
    irrelevant.forEach(ids::add);
    return saying(question, content.toString());
  }

  /** An answer with that text. */
  public static Answer saying(LlmQuestion question, String content) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("choices")
        .addObject()
        .put("finish_reason", "stop")
        .putObject("message")
        .put("role", "assistant")
        .put("content", content);
    body.putObject("usage")
        .put("prompt_tokens", question.promptTokens())
        .put("completion_tokens", completionTokens(content));
    return Answer.ok(body.toString());
  }

  /** The paper with that id. */
  public TestPaper paper(String id) {
    return papers.stream()
        .filter(paper -> paper.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody listed " + id));
  }

  private static int completionTokens(String content) {
    return Math.max(1, content.length() / CHARACTERS_A_TOKEN);
  }

  private Answer handle(Request request) throws IOException {
    String path = request.uri().getPath();
    if (path.startsWith("/rss/")) {
      synchronized (feedTimes) {
        feedTimes.add(System.nanoTime());
      }
      List<String> categories = Arrays.asList(path.substring("/rss/".length()).split("\\+"));
      return Answer.ok(
          combinedFeedIsCut && categories.size() > 1
              ? TestFeed.cut()
              : TestFeed.of(papers, categories));
    }
    if (path.startsWith("/v1/files") || path.startsWith("/v1/batches")) {
      return batches.answer(request);
    }
    return switch (path) {
      case "/graph/v1/paper/batch" -> Answer.ok(authors(JSON.readTree(request.body())));
      case "/v1/chat/completions" -> chat(request);
      default -> Answer.of(404, "nothing here");
    };
  }

  private String authors(JsonNode question) {
    ArrayNode answer = JSON.createArrayNode();
    for (JsonNode id : question.path("ids")) {
      TestPaper paper = paper(id.asText().replaceFirst("^ARXIV:", ""));
      if (!paper.known()) {
        answer.addNull();
        continue;
      }
      ArrayNode authors = answer.addObject().putArray("authors");
      for (TestAuthor author : paper.authors()) {
        authors
            .addObject()
            .put("authorId", author.id())
            .put("name", author.name())
            .put("hIndex", author.hIndex());
      }
    }
    return answer.toString();
  }

  private Answer chat(Request request) throws IOException {
    String sent = String.valueOf(request.header("Authorization"));
    if (!sent.equals("Bearer " + key)) {
      ObjectNode error = JSON.createObjectNode();
      error
          .putObject("error")
          .put("code", "invalid_api_key")
          .put("message", "Incorrect API key provided: " + sent.replace("Bearer ", ""));
      return Answer.of(401, error.toString());
    }
    JsonNode body = JSON.readTree(request.body());
    StringBuilder prompt = new StringBuilder();
    body.path("messages").forEach(m -> prompt.append(m.path("content").asText()).append('\n'));
    boolean scoring = body.path("response_format").toString().contains("relevance");
    List<String> ids = new ArrayList<>();
    for (Matcher id = LISTED_ID.matcher(prompt); id.find(); ) {
      ids.add(id.group(1));
    }
    LlmQuestion question =
        new LlmQuestion(scoring, List.copyOf(ids), prompt.length() / CHARACTERS_A_TOKEN);
    synchronized (asked) {
      asked.add(question);
    }
    Answer answer = llm.answer(question);
    if (answer.status() == 200) {
      completionTokens.addAndGet(
          JSON.readTree(answer.body()).path("usage").path("completion_tokens").asLong());
    }
    return answer;
  }

  @Override
  public void close() {
    server.close();
  }
}
