package org.paperbeam.runners.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * Dataflow's REST interface, as far as a job is sent, found, looked at and cancelled. It runs
 * nothing: tests say what becomes of a job. Safe for many threads.
 */
final class FakeDataflow implements AutoCloseable {
  static final String ID = "2026-11-22_00_00_00-1234567890";
  static final String OPTION = "--dataflowEndpoint=";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOBS = "/v1b3/projects/my-project/locations/europe-west4/jobs";

  private final LoopbackServer server = LoopbackServer.start(this::handle);
  private final List<JsonNode> created = new ArrayList<>();
  private final Deque<String> states = new ArrayDeque<>(List.of("JOB_STATE_DONE"));
  private final ArrayNode active = JSON.createArrayNode();
  private final ArrayNode metrics = JSON.createArrayNode();
  private final ArrayNode messages = JSON.createArrayNode();
  private Consumer<JsonNode> work = job -> {};
  private boolean closed;

  /** From now on a job that is sent does that before the answer is given. */
  synchronized FakeDataflow doing(Consumer<JsonNode> newWork) {
    work = newWork;
    return this;
  }

  /** The states that looks find, in turn, and the last one for ever; without their prefix. */
  synchronized FakeDataflow states(String... names) {
    states.clear();
    for (String name : names) {
      states.add("JOB_STATE_" + name);
    }
    return this;
  }

  /** A job that runs already. */
  synchronized FakeDataflow running(String name, String created) {
    active.addObject().put("id", ID).put("name", name).put("createTime", created);
    return this;
  }

  /** A counter of a step of ours. */
  synchronized FakeDataflow counter(String name, long value, boolean tentative) {
    ObjectNode metric = metrics.addObject().put("scalar", value);
    ObjectNode context =
        metric
            .putObject("name")
            .put("origin", "user")
            .put("name", name)
            .putObject("context")
            .put("namespace", "paperbeam")
            .put("step", "s1");
    if (tentative) {
      context.put("tentative", "true");
    }
    return this;
  }

  synchronized FakeDataflow message(String importance, String text) {
    messages
        .addObject()
        .put("messageImportance", "JOB_MESSAGE_" + importance)
        .put("messageText", text)
        .put("time", "2026-11-22T00:00:00.000Z");
    return this;
  }

  /** From now on nobody may use it. */
  synchronized FakeDataflow refusing() {
    closed = true;
    return this;
  }

  /** Every job that was sent. */
  synchronized List<JsonNode> created() {
    return List.copyOf(created);
  }

  List<Request> requests() {
    return server.requests();
  }

  String option() {
    return OPTION + server.url() + "/";
  }

  private synchronized Answer handle(Request request) throws IOException {
    String path = request.uri().getPath();
    if (closed) {
      return Answer.of(403, "{\"error\": {\"code\": 403, \"message\": \"no dataflow.jobs.list\"}}")
          .with("Content-Type", "application/json");
    }
    if (!path.startsWith(JOBS)) {
      return Answer.of(404, "{}");
    }
    ObjectNode answer = JSON.createObjectNode();
    switch (path.substring(JOBS.length())) {
      case "" -> {
        if (request.method().equals("POST")) {
          JsonNode job = JSON.readTree(request.body());
          created.add(job);
          work.accept(job);
          answer.put("id", ID).put("name", job.path("name").asText());
          answer.put("clientRequestId", job.path("clientRequestId").asText());
        } else {
          answer.set("jobs", active);
        }
      }
      case "/" + ID -> {
        if (request.method().equals("PUT")) {
          states("CANCELLED");
        }
        String state = states.size() > 1 ? states.poll() : states.peek();
        answer.put("id", ID).put("currentState", state);
      }
      case "/" + ID + "/metrics" -> answer.set("metrics", metrics);
      case "/" + ID + "/messages" -> answer.set("jobMessages", messages);
      default -> {
        return Answer.of(404, "{}");
      }
    }
    return Answer.ok(answer.toString()).with("Content-Type", "application/json");
  }

  @Override
  public void close() {
    server.close();
  }
}
