package org.paperbeam.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Handler;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * The Batch API of OpenAI's public description (platform.openai.com/docs/api-reference/batch and
 * /files) on top of any fake of chat completions: files, batches, and every status under the test's
 * control. A batch moves on by one status each time it is looked at; its requests are answered, and
 * counted as paid, when it ends. Answers come in another order than they were asked.
 */
public final class BatchService implements Handler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CONTENT =
      Pattern.compile("(?s)name=\"file\"; filename=\"[^\"]*\".*?\r\n\r\n(.*)\r\n--[^\r\n]*--\r\n$");

  /** When the first batch was created, in seconds; each later one a second after. */
  private static final long FIRST = 1_742_900_000L;

  private final Handler chat;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private final Map<Integer, BatchPlan> plans = new HashMap<>();
  private final Map<String, Integer> paid = new LinkedHashMap<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final Map<String, Answer> refusals = new HashMap<>();
  private String lost = "";
  private int uploads;
  private int pageSize = 100;

  /**
   * A service that answers each line of a batch as {@code chat} answers the same request alone.
   *
   * @param chat also answers what is not of the Batch API
   */
  public BatchService(Handler chat) {
    this.chat = chat;
  }

  /** What becomes of the batch with that number, counted from 1; the others complete at once. */
  public synchronized BatchService plan(int batch, BatchPlan plan) {
    plans.put(batch, plan);
    return this;
  }

  /** Answers calls such as {@code POST /batches} so, until it is given null. */
  public synchronized void answer(String call, Answer answer) {
    refusals.put(call, answer);
  }

  /** Does what the next such call asks, and hangs up before it answers. */
  public synchronized void loseNextAnswer(String call) {
    lost = call;
  }

  /** Shows so many batches a page, whatever is asked for. */
  public synchronized void pages(int size) {
    pageSize = size;
  }

  /** Forgets a batch. */
  public synchronized void forget(String id) {
    batches.remove(id);
  }

  public synchronized int uploads() {
    return uploads;
  }

  /** The files that are still there. */
  public synchronized List<String> files() {
    return List.copyOf(files.keySet());
  }

  /** The ids of all batches, in the order of their creation. */
  public synchronized List<String> batches() {
    return List.copyOf(batches.keySet());
  }

  /** How many requests each batch held, in the order of their creation. */
  public synchronized List<Integer> sizes() {
    return List.copyOf(sizes);
  }

  /** How often each request was answered and is billed, by custom id. */
  public synchronized Map<String, Integer> paid() {
    return Map.copyOf(paid);
  }

  /** All answered and billed requests. */
  public synchronized int paidRequests() {
    return paid.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public synchronized Answer answer(Request request) throws IOException {
    String path = request.uri().getPath().replaceFirst("^/v1", "");
    String call = request.method() + " " + path.replaceFirst("^(/[a-z]+)/[^/]+", "$1/id");
    Answer refusal = refusals.get(call);
    if (refusal != null) {
      return refusal;
    }
    Answer answer = answer(call, path, request);
    if (call.equals(lost)) {
      lost = "";
      return Answer.hangUp();
    }
    return answer;
  }

  private Answer answer(String call, String path, Request request) throws IOException {
    String id = path.replaceFirst("^/[a-z]+/?", "").replaceFirst("/.*", "");
    return switch (call) {
      case "POST /files" -> upload(request);
      case "GET /files/id/content" ->
          files.containsKey(id) ? Answer.ok(files.get(id)) : notFound("file " + id);
      case "DELETE /files/id" ->
          files.remove(id) == null
              ? notFound("file " + id)
              : Answer.ok("{\"id\":\"%s\",\"deleted\":true}".formatted(id));
      case "POST /batches" -> create(JSON.readTree(request.body()), request);
      case "GET /batches" -> list(request.uri());
      case "GET /batches/id" -> look(id, request);
      case "POST /batches/id/cancel" -> cancel(id);
      default -> chat.answer(request);
    };
  }

  private static Answer notFound(String what) {
    return error(404, "not_found", "No such " + what);
  }

  /** An error that a request is answered with. */
  public record Refusal(int status, String code, String message) {
    public Answer answer() {
      return error(status, code, message);
    }
  }

  /** An error in the service's form. */
  public static Answer error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("code", code).put("message", message);
    return Answer.of(status, body.toString());
  }

  private Answer upload(Request request) {
    uploads++;
    Matcher content = CONTENT.matcher(request.body());
    if (!request.body().contains("name=\"purpose\"\r\n\r\nbatch\r\n") || !content.find()) {
      return error(400, "invalid_request", "purpose and file are required");
    }
    return Answer.ok(file("file-" + uploads, content.group(1)).toString());
  }

  private ObjectNode file(String id, String content) {
    files.put(id, content);
    return JSON.createObjectNode().put("id", id).put("object", "file").put("purpose", "batch");
  }

  private Answer create(JsonNode body, Request request) throws IOException {
    String input = body.path("input_file_id").asText();
    if (!files.containsKey(input)
        || !body.path("endpoint").asText().equals("/v1/chat/completions")
        || !body.path("completion_window").asText().equals("24h")) {
      return error(400, "invalid_request", "not a batch: " + body);
    }
    sizes.add((int) files.get(input).lines().count());
    String id = "batch_" + sizes.size();
    ObjectNode batch =
        JSON.createObjectNode()
            .put("id", id)
            .put("object", "batch")
            .put("status", "validating")
            .put("input_file_id", input)
            .put("created_at", FIRST + sizes.size())
            .put("authorization", String.valueOf(request.header("Authorization")));
    batch.putNull("output_file_id").putNull("error_file_id");
    batch.set("metadata", body.path("metadata"));
    batches.put(id, batch);
    return Answer.ok(batch.toString());
  }

  private Answer list(URI uri) {
    List<String> newestFirst = new ArrayList<>(batches.keySet());
    Collections.reverse(newestFirst);
    Matcher after = Pattern.compile("after=([^&]+)").matcher(String.valueOf(uri.getQuery()));
    int from = after.find() ? newestFirst.indexOf(after.group(1)) + 1 : 0;
    int to = Math.min(newestFirst.size(), from + pageSize);
    ObjectNode page = JSON.createObjectNode().put("object", "list");
    ArrayNode data = page.putArray("data");
    newestFirst.subList(from, to).forEach(id -> data.add(batches.get(id)));
    return Answer.ok(page.put("has_more", to < newestFirst.size()).toString());
  }

  private Answer cancel(String id) {
    ObjectNode batch = batches.get(id);
    return batch == null
        ? notFound("batch " + id)
        : Answer.ok(batch.put("status", "cancelling") + "");
  }

  private Answer look(String id, Request request) throws IOException {
    ObjectNode batch = batches.get(id);
    if (batch == null) {
      return notFound("batch " + id);
    }
    int number = Integer.parseInt(id.substring("batch_".length()));
    BatchPlan plan = plans.getOrDefault(number, BatchPlan.AT_ONCE);
    int look = looks.merge(id, 1, Integer::sum) - 1;
    if (look < plan.before().size()) {
      batch.put("status", plan.before().get(look));
      counts(batch, sizes.get(number - 1), 0, 0);
    } else if (look == plan.before().size()) {
      end(batch, number, plan, request);
    }
    return Answer.ok(batch.toString());
  }

  private static void counts(ObjectNode batch, int total, int completed, int failed) {
    batch
        .putObject("request_counts")
        .put("total", total)
        .put("completed", completed)
        .put("failed", failed);
  }

  private void end(ObjectNode batch, int number, BatchPlan plan, Request request)
      throws IOException {
    batch.put("status", plan.end()).put(plan.end() + "_at", FIRST + 10_000 + number);
    if (plan.end().equals("failed")) {
      batch
          .putObject("errors")
          .putArray("data")
          .addObject()
          .put("code", plan.errorCode())
          .put("message", "it is about " + plan.errorCode())
          .put("line", plan.errorLine());
      return;
    }
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    int left = plan.answered();
    for (String line : files.get(batch.path("input_file_id").asText()).lines().toList()) {
      JsonNode question = JSON.readTree(line);
      ObjectNode result =
          JSON.createObjectNode()
              .put("id", "batch_req_" + number)
              .put("custom_id", question.path("custom_id").asText());
      if (left-- <= 0) {
        result.putNull("response");
        result
            .putObject("error")
            .put("code", "batch_" + plan.end())
            .put("message", "This request could not be executed before the end.");
        errors.add(result.toString());
        continue;
      }
      Answer answer =
          chat.answer(
              new Request(
                  "POST",
                  URI.create(question.path("url").asText()),
                  request.headers(),
                  question.path("body").toString()));
      if (answer.status() < 0) {
        continue;
      }
      JsonNode body = JSON.readTree(answer.body());
      result.putObject("response").put("status_code", answer.status()).set("body", body);
      result.putNull("error");
      (answer.status() == 200 ? output : errors).add(result.toString());
      if (answer.status() == 200) {
        paid.merge(question.path("custom_id").asText(), 1, Integer::sum);
      }
    }
    counts(batch, sizes.get(number - 1), output.size(), errors.size());
    shuffled(batch, "output", number, output);
    shuffled(batch, "error", number, errors);
  }

  private void shuffled(ObjectNode batch, String kind, int number, List<String> lines) {
    if (!lines.isEmpty()) {
      Collections.shuffle(lines, new Random(number));
      String id = "file-" + kind + "-" + number;
      file(id, String.join("\n", lines) + "\n");
      batch.put(kind + "_file_id", id);
    }
  }
}
