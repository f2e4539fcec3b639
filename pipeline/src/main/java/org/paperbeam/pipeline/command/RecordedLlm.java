package org.paperbeam.pipeline.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service on loopback that answers about the papers of the bundled listing what was recorded of
 * them, in an LLM's form: the demo's calls go the way of all calls. The answers were written by
 * hand, for the bundled profile; no model gave them. A paper that nobody recorded has no answer.
 */
final class RecordedLlm implements AutoCloseable {
  /** What digests and records name as the model. */
  static final String MODEL = "recorded-sample";

  private static final String ANSWERS = "/org/paperbeam/sample/answers.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** About: nobody pays for them. */
  private static final int CHARACTERS_A_TOKEN = 4;

  private final Map<String, JsonNode> answers = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(RecordedLlm::thread);
  private final Path key;

  private RecordedLlm() throws IOException {
    try (InputStream file = RecordedLlm.class.getResourceAsStream(ANSWERS)) {
      if (file == null) {
        throw new FileNotFoundException("the class path lacks " + ANSWERS);
      }
      JSON.readerFor(JsonNode.class)
          .<JsonNode>readValues(file)
          .forEachRemaining(answer -> answers.put(answer.path("arxiv_id").asText(), answer));
    }
    key = Files.createTempFile("paperbeam-demo-", ".key");
    Files.writeString(key, "no-key-is-needed\n");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/chat/completions", this::answer);
  }

  /** Starts it on a free port. */
  static RecordedLlm start() throws IOException {
    RecordedLlm service = new RecordedLlm();
    service.server.start();
    return service;
  }

  /** The options of a job that asks it. */
  Map<String, String> options() {
    return Map.of(
        "scorer",
        "llm",
        "titleFilter",
        "true",
        "llmModel",
        MODEL,
        "llmUrl",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "llmKeyFile",
        key.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      JsonNode messages = request.path("messages");
      String asked = messages.path(messages.size() - 1).path("content").asText();
      boolean titles =
          request.at("/response_format/json_schema/schema/properties").has("irrelevant");
      String text = (titles ? titles(asked) : scores(asked)).toString();
      ObjectNode reply = JSON.createObjectNode();
      reply
          .withArray("/choices")
          .addObject()
          .put("finish_reason", "stop")
          .putObject("message")
          .put("role", "assistant")
          .put("content", text);
      reply
          .putObject("usage")
          .put("prompt_tokens", asked.length() / CHARACTERS_A_TOKEN)
          .put("completion_tokens", text.length() / CHARACTERS_A_TOKEN);
      byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private ObjectNode titles(String asked) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode dropped = answer.putArray("irrelevant");
    for (String line : papers(asked)) {
      String id = JSON.readTree(line).path("id").asText();
      if (answers.containsKey(id) && answers.get(id).path("dropped").asBoolean()) {
        dropped.add(id);
      }
    }
    return answer;
  }

  private ObjectNode scores(String asked) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode scores = answer.putArray("scores");
    for (String line : papers(asked)) {
      String id = JSON.readTree(line).path("id").asText();
      JsonNode recorded = answers.get(id);
      if (recorded != null && recorded.has("relevance")) {
        ObjectNode score = scores.addObject().put("id", id);
        score.set("comment", recorded.get("comment"));
        score.set("relevance", recorded.get("relevance"));
        score.set("novelty", recorded.get("novelty"));
      }
    }
    return answer;
  }

  /** The papers of a prompt stand a line each. */
  private static Iterable<String> papers(String asked) {
    return asked.lines().filter(line -> line.startsWith("{")).toList();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "recorded-llm");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdown();
    Files.deleteIfExists(key);
  }
}
