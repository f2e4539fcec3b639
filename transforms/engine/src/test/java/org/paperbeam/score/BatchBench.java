package org.paperbeam.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.CallPermit;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.llm.OpenAiBatchApi;
import org.paperbeam.llm.OpenAiClient;
import org.paperbeam.prompt.Stage;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Handler;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * A service with a Batch API, real clients, and lanes that share one ledger. Time passes only while
 * a lane waits; a lane that waits without end fails its test.
 */
final class BatchBench implements AutoCloseable {
  static final String KEY = "sk-test-batch";
  private static final Pattern ID = Pattern.compile("\\{\\\\\"id\\\\\": \\\\\"([^\\\\]+)");

  final BatchService batches = new BatchService(this::chat);
  final LoopbackServer server = LoopbackServer.start(batches);
  final Map<String, Integer> answered = new TreeMap<>();
  final Pace pace = new Pace();
  private final Path ledger;
  private final ExecutorService writers = Executors.newFixedThreadPool(2);
  private Handler script = this::good;

  /** What dies on the way to the service. */
  UnaryOperator<BatchApi> way = api -> api;

  BatchBench(Path ledger) {
    this.ledger = ledger;
  }

  /** From now on chat completions are answered so, alone or in batches. */
  void answer(Handler next) {
    script = next;
  }

  ScoreConfig.Builder config(boolean batch) {
    return LaneBench.config(ledger)
        .setTitleFilter(true)
        .setBatch(BatchOptions.of(batch, 30))
        .setLlm(new LlmOptions(server.url() + "/v1", "fake", KeySource.environment("KEY"), 20));
  }

  /** Works through days as a run of that id would: what the ledger knows is known. */
  LaneBench work(
      ScoreConfig.Builder config, String runId, List<Map.Entry<String, List<PaperQuestion>>> days)
      throws Exception {
    ScoreConfig run = config.setRunId(runId).build();
    LaneBench bench = new LaneBench(runId);
    run.getLedger().readOpen(entry -> FirstAnswers.addAll(bench.known, entry), warning -> {});
    try (ChatClient client = new OpenAiClient(run.getLlm(), Secret.of(KEY));
        BatchApi api = new OpenAiBatchApi(run.getLlm(), Secret.of(KEY))) {
      BatchAccess access =
          new BatchAccess(
              way.apply(api), new BatchLines(run.getLlm(), client.quirks(), Secret.of(KEY)));
      bench.tally =
          LaneSetup.lane(
                  run,
                  client,
                  access,
                  new CallChannel(pace, new CallEnds(), writers, CallPermit.always()),
                  bench,
                  new LaneStart(
                      bench.past,
                      bench.stop,
                      run.getSpending().budget(CallPermit.always(), run.getLimits().maxInFlight())))
              .work(LaneBench.packed(run, days), bench.known);
    }
    return bench;
  }

  static List<String> ids(Request request) {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(request.body());
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  static Stage stage(Request request) {
    return request.body().contains("relevance") ? Stage.SCORES : Stage.TITLES;
  }

  private synchronized Answer chat(Request request) throws IOException {
    Answer answer = script.answer(request);
    if (answer.status() == 200) {
      ids(request)
          .forEach(id -> answered.merge(stage(request).label() + " " + id, 1, Integer::sum));
    }
    return answer;
  }

  /** Drops every seventh title; each paper's scores follow from its id. */
  Answer good(Request request) {
    List<String> ids = ids(request);
    return saying(
        stage(request) == Stage.TITLES
            ? ids.stream()
                .filter(id -> Integer.parseInt(id.substring(5)) % 7 == 0)
                .map(id -> '"' + id + '"')
                .collect(Collectors.joining(",", "{\"irrelevant\":[", "]}"))
            : ids.stream()
                .map(
                    id ->
                        "{\"id\":\"%s\",\"comment\":\"On %s.\",\"relevance\":8,\"novelty\":%d}"
                            .formatted(id, id, 1 + id.charAt(9) % 10))
                .collect(Collectors.joining(",", "{\"scores\":[", "]}")));
  }

  static Answer saying(String text) {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.withArray("/choices")
        .addObject()
        .put("finish_reason", "stop")
        .putObject("message")
        .put("content", text);
    body.putObject("usage").put("prompt_tokens", 1000).put("completion_tokens", 100);
    return Answer.ok(body.toString());
  }

  /** The files of open batches. */
  List<String> openBatches() throws IOException {
    return LaneBench.config(ledger).build().getLedger().batches().names();
  }

  @Override
  public void close() {
    server.close();
    writers.shutdownNow();
  }

  /** Time that passes only while a lane waits. */
  static final class Pace implements CallClock {
    private long now;
    private int waits;

    /** Done once, when a lane waits for a batch. */
    Runnable meanwhile = () -> {};

    @Override
    public <T> @Nullable T await(BlockingQueue<T> queue, long nanos) throws InterruptedException {
      T waiting = queue.poll();
      if (waiting != null) {
        return waiting;
      }
      if (nanos >= TimeUnit.SECONDS.toNanos(20)) {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
      }
      if (nanos > TimeUnit.DAYS.toNanos(10)) {
        // Only a call that is really on its way ends that; an online one of these tests is quick.
        T late = queue.poll(30, TimeUnit.SECONDS);
        if (late == null) {
          throw new AssertionError("the lane waits, and nothing is on its way");
        }
        return late;
      }
      if (++waits > 5_000) {
        throw new AssertionError("the lane waits for ever");
      }
      now += nanos;
      return null;
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public Instant now() {
      return Instant.parse("2025-03-26T00:00:00Z").plusNanos(now);
    }

    @Override
    public double random() {
      return 0.5;
    }
  }
}
