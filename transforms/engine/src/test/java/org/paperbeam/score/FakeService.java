package org.paperbeam.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.CallClock;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.llm.Quirks;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.Stage;

/**
 * A service and the clock it lives by: time passes only while the lane waits, and a wait that
 * nothing could end is an error, so a lane that hangs fails its test.
 */
final class FakeService implements ChatClient, CallClock {
  private static final Pattern ID = Pattern.compile("\\{\"id\": \"([^\"]+)\"");

  /** What a service that refuses may say: come back in seven seconds. */
  static final RateHints COME_BACK_SOON = new RateHints(Duration.ofSeconds(7), 0, 0, Duration.ZERO);

  /** A call as the service sees it; {@code number} counts from 1. */
  record Asked(int number, Stage stage, List<String> ids, ChatRequest request, long startedAt) {
    boolean holds(String id) {
      return ids.contains(id);
    }
  }

  /** What becomes of a call, and when. */
  record Reply(ChatOutcome outcome, long afterMillis) {
    Reply after(long millis) {
      return new Reply(outcome, millis);
    }
  }

  private record Pending(long at, int number, CompletableFuture<ChatOutcome> end, Reply reply) {}

  private final Function<Asked, Reply> script;
  private final Quirks quirks = new Quirks("fake");
  private final List<Asked> calls = new ArrayList<>();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparing(Pending::at).thenComparing(Pending::number));
  private long now = 1_000;
  private int peak;
  private long promptTokens;
  private long completionTokens;
  private double dice = 0.5;
  private int interruptions;
  private long reads = Long.MAX_VALUE;

  FakeService(Function<Asked, Reply> script) {
    this.script = script;
  }

  static Reply answer(String text) {
    return answer(text, "stop");
  }

  static Reply answer(String text, String finishReason) {
    return new Reply(new Answered(text, finishReason, new Usage(0, 0, 0), RateHints.NONE), 1_000);
  }

  /** An answer that says nothing of any paper. */
  static Reply silence() {
    return answer("I would rather not.");
  }

  static Reply fails(Kind kind) {
    return new Reply(new Failed(kind, "it was " + kind, RateHints.NONE), 1_000);
  }

  static Reply fails(Kind kind, RateHints hints) {
    return new Reply(new Failed(kind, "it was " + kind, hints), 1_000);
  }

  /** A whole answer: no title is irrelevant, every paper scores 7 and 6. */
  static Reply good(Asked asked) {
    return asked.stage() == Stage.TITLES ? drops(List.of()) : scores(asked.ids());
  }

  static Reply drops(List<String> ids) {
    return answer(
        ids.stream()
            .map(id -> '"' + id + '"')
            .collect(Collectors.joining(",", "{\"irrelevant\":[", "]}")));
  }

  static Reply scores(List<String> ids) {
    return answer(
        ids.stream()
            .map(id -> "{\"id\":\"" + id + "\",\"comment\":\"c\",\"relevance\":7,\"novelty\":6}")
            .collect(Collectors.joining(",", "{\"scores\":[", "]}")));
  }

  @Override
  public CompletableFuture<ChatOutcome> ask(ChatRequest request) {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(request.user());
    while (id.find()) {
      ids.add(id.group(1));
    }
    Stage stage = request.system().contains("relevance") ? Stage.SCORES : Stage.TITLES;
    Asked asked = new Asked(calls.size() + 1, stage, ids, request, now);
    calls.add(asked);
    CompletableFuture<ChatOutcome> end = new CompletableFuture<>();
    Reply reply = billed(asked, script.apply(asked));
    pending.add(
        new Pending(
            now + TimeUnit.MILLISECONDS.toNanos(reply.afterMillis()), asked.number(), end, reply));
    peak = Math.max(peak, pending.size());
    return end;
  }

  /** Bills answers by characters, and calls that got lost as dear as they can be. */
  private Reply billed(Asked asked, Reply reply) {
    String schema = asked.request().schema();
    int characters =
        asked.request().system().length()
            + asked.request().user().length()
            + (schema == null ? 0 : schema.length());
    long prompt = Math.min(reads, (characters + 3) / 4);
    if (reply.outcome() instanceof Answered answer) {
      long completion = Math.min(asked.request().maxCompletionTokens(), answer.text().length() / 3);
      promptTokens += prompt;
      completionTokens += completion;
      return new Reply(
          new Answered(
              answer.text(),
              answer.finishReason(),
              new Usage(prompt, 0, completion),
              answer.hints()),
          reply.afterMillis());
    }
    if (((Failed) reply.outcome()).kind() == Kind.LOST) {
      promptTokens += prompt;
      completionTokens += asked.request().maxCompletionTokens();
    }
    return reply;
  }

  /** What the service billed so far. */
  double billedUsd(Price price) {
    return price.cost(promptTokens, 0, completionTokens).totalUsd().doubleValue();
  }

  @Override
  public <T> @Nullable T await(BlockingQueue<T> queue, long nanos) throws InterruptedException {
    if (interruptions > 0) {
      interruptions--;
      throw new InterruptedException();
    }
    T waiting = queue.poll();
    if (waiting != null) {
      return waiting;
    }
    Pending next = pending.peek();
    if (next == null && nanos > TimeUnit.DAYS.toNanos(10)) {
      throw new AssertionError("the lane waits, and nothing is on its way");
    }
    if (next != null && next.at() - now <= nanos) {
      pending.remove();
      now = Math.max(now, next.at());
      next.end().complete(next.reply().outcome());
      return queue.poll();
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
    return dice;
  }

  /** The next waits end so often because the thread is interrupted. */
  void interruptWait(int times) {
    interruptions = times;
  }

  /** Reads, and counts, only so many tokens of a prompt. */
  void reads(long tokens) {
    reads = tokens;
  }

  void dice(double next) {
    dice = next;
  }

  @Override
  public Quirks quirks() {
    return quirks;
  }

  List<Asked> calls() {
    return calls;
  }

  List<Asked> calls(Stage stage) {
    return calls.stream().filter(c -> c.stage() == stage).toList();
  }

  /** How many papers each call of a stage held. */
  List<Integer> sizes(Stage stage) {
    return calls(stage).stream().map(c -> c.ids().size()).toList();
  }

  /** Calls of that stage that held the paper. */
  long callsWith(Stage stage, String id) {
    return calls(stage).stream().filter(c -> c.ids().contains(id)).count();
  }

  int peakInFlight() {
    return peak;
  }

  @Override
  public void close() {}
}
