package org.paperbeam.score;

import static org.paperbeam.llm.ChatOutcome.Kind.FATAL;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.limit.Budget;
import org.paperbeam.limit.Throttle;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.llm.Quirks;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Price;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.BatchDesk.OpenRequest;
import org.paperbeam.score.BatchSender.Collected;
import org.paperbeam.score.Completion.Call;

/**
 * Makes the lane's calls: asks throttle and budget first, and puts every answer into the ledger
 * before the lane hears of it. Its methods are called by the lane's thread; what is done when a
 * call ends runs on {@code writers}.
 */
final class LaneCaller {
  private final ScoreConfig config;
  private final Prompts prompts;
  private final ChatClient client;
  private final Throttle throttle;
  private final Budget budget;
  private final Estimates estimates;
  private final LanePace pace;
  private final ExecutorService writers;
  private final BlockingQueue<Completion> completions;

  private final @Nullable BatchAccess access;
  private final @Nullable BatchDesk desk;

  private @Nullable LaneTask preparedFor;
  private @Nullable Prepared prepared;

  /** Why a call may not start now. */
  enum Start {
    STARTED,
    WAIT,
    OVER_BUDGET
  }

  private record Prepared(
      RenderedPrompt prompt,
      AnswerForm form,
      int mostCompletion,
      long likelyTokens,
      long mostMicroUsd) {}

  LaneCaller(
      ScoreConfig config,
      Prompts prompts,
      LaneResources resources,
      BlockingQueue<Completion> completions,
      LaneOutput out) {
    this.config = config;
    this.prompts = prompts;
    this.client = resources.client();
    this.pace = resources.pace();
    this.writers = resources.writers();
    this.completions = completions;
    this.throttle = new Throttle(config.getLimits(), pace.nanoTime());
    Double cap = config.getMaxCostUsd();
    this.budget = cap == null ? Budget.unlimited() : Budget.ofUsd(cap);
    this.estimates = new Estimates(config.getLlm().model());
    this.access = resources.batches();
    this.desk = access == null ? null : new BatchDesk(config, resources, completions, out);
  }

  /** Nanoseconds until the limits allow that call; 0 for now. */
  long delay(LaneTask task) {
    return isBatch() ? 0 : throttle.delay(prepare(task).likelyTokens(), pace.nanoTime());
  }

  /** Starts the call unless the budget forbids it. The limits must have been asked before. */
  Start start(LaneTask task) {
    Prepared p = prepare(task);
    if (!budget.reserve(p.mostMicroUsd())) {
      preparedFor = null;
      return Start.OVER_BUDGET;
    }
    preparedFor = null;
    long now = pace.nanoTime();
    task.asks().forEach(Ask::called);
    Call call =
        new Call(
            task, p.prompt().promptTokens(), p.likelyTokens(), p.mostMicroUsd(), now, isBatch());
    RenderedPrompt prompt = p.prompt();
    ChatRequest request =
        new ChatRequest(
            prompt.system(),
            prompt.user(),
            prompt.schemaJson() == null ? null : task.stage().schemaName(),
            prompt.schemaJson(),
            p.mostCompletion());
    if (isBatch()) {
      desk.collect(collected(call, request));
      return Start.STARTED;
    }
    throttle.started(p.likelyTokens(), now);
    // A call that is never heard of again would stop the lane for ever: whatever goes wrong here
    // must come back as the end of the call.
    CompletableFuture<Boolean> unused =
        ask(request)
            .thenApplyAsync(outcome -> keep(call, outcome), writers)
            .exceptionally(e -> new Completion(call, ChatOutcome.failed(FATAL, "" + e), null, null))
            .thenApply(completions::add);
    return Start.STARTED;
  }

  private CompletableFuture<ChatOutcome> ask(ChatRequest request) {
    try {
      return client.ask(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Settles rate and money of a call that ended; what it cost in millionths of a US dollar. */
  long settle(Completion completion) {
    Call call = completion.call();
    long now = pace.nanoTime();
    if (completion.outcome() instanceof Answered answer) {
      long used = answer.usage().promptTokens() + answer.usage().completionTokens();
      if (!call.batch()) {
        throttle.answered(
            call.estimatedTokens(), used == 0 ? call.estimatedTokens() : used, answer.hints(), now);
      }
      estimates.used(
          call.task().stage(), call.task().asks().size(), call.promptTokens(), answer.usage());
      long cost = cost(answer, call.batch());
      budget.settle(call.reservedMicroUsd(), used == 0 ? call.reservedMicroUsd() : cost);
      return cost;
    }
    ChatOutcome.Failed failure = (ChatOutcome.Failed) completion.outcome();
    if (call.batch()) {
      // A batch has no rate of its own to learn from.
    } else if (failure.kind() == ChatOutcome.Kind.RATE) {
      throttle.refused(call.estimatedTokens(), failure.hints(), call.startedAt(), now);
    } else {
      throttle.failed(failure.hints(), now);
    }
    boolean maybeBilled = failure.kind() == ChatOutcome.Kind.LOST;
    budget.settle(call.reservedMicroUsd(), maybeBilled ? call.reservedMicroUsd() : 0);
    return 0;
  }

  private long cost(Answered answer, boolean batch) {
    Price price = config.getPrice() == null ? null : config.getPrice().of(batch).orElse(null);
    Usage usage = answer.usage();
    return price == null
        ? 0
        : Estimates.microUsd(
            price.cost(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens()));
  }

  /** A call that waits for its turn is rendered once, not at every look at the clock. */
  private Prepared prepare(LaneTask task) {
    AnswerForm form =
        client.quirks().takes(Quirks.Part.SCHEMA) ? AnswerForm.JSON_SCHEMA : AnswerForm.JSON_LINES;
    if (preparedFor != task || prepared == null || prepared.form() != form) {
      List<ListedPaper> papers = task.asks().stream().map(Ask::paper).toList();
      RenderedPrompt prompt = prompts.of(task.stage()).render(papers, form);
      int most = estimates.mostCompletion(task.stage(), papers.size());
      prepared =
          new Prepared(
              prompt,
              form,
              most,
              estimates.likely(task.stage(), papers.size(), prompt.promptTokens()),
              estimates.mostCost(config.priceAsked(), task.stage(), prompt, most));
      preparedFor = task;
    }
    return prepared;
  }

  private Completion keep(Call call, ChatOutcome outcome) {
    if (!(outcome instanceof Answered answer)) {
      return new Completion(call, outcome, null, null);
    }
    LedgerEntry entry = entry(call, answer);
    try {
      config.getLedger().append(entry);
      return new Completion(call, outcome, entry, null);
    } catch (IOException e) {
      return new Completion(call, outcome, entry, e.getMessage());
    }
  }

  private LedgerEntry entry(Call call, Answered answer) {
    LaneTask task = call.task();
    String answeredAt = pace.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return Entries.of(answer)
        .setId(
            answeredAt.replaceAll("[^0-9]", "")
                + "-"
                + UUID.randomUUID().toString().substring(0, 8))
        .setRunId(config.getRunId())
        .setAnsweredAt(answeredAt)
        .setStage(task.stage().label())
        .setDate(task.day().date())
        .setModel(config.getLlm().model())
        .setPromptSha256(prompts.of(task.stage()).sha256())
        .setPapers(papers(task))
        .setCountedTokens(call.promptTokens())
        .build();
  }

  private static List<AskedPaper> papers(LaneTask task) {
    return task.asks().stream().map(a -> AskedPaper.of(a.id(), key(task.stage(), a))).toList();
  }

  private static String key(Stage stage, Ask ask) {
    return stage == Stage.TITLES ? ask.question().getTitleKey() : ask.question().getScoreKey();
  }

  private boolean isBatch() {
    return desk != null && config.getBatch().on();
  }

  private Collected collected(Call call, ChatRequest request) {
    LaneTask task = call.task();
    String sha = prompts.of(task.stage()).sha256();
    List<AskedPaper> papers = papers(task);
    String id =
        LedgerKey.sha256(
                Stream.concat(Stream.of(sha), papers.stream().map(AskedPaper::getKey))
                    .toArray(String[]::new))
            .substring(0, 40);
    BatchLines.Line line = access.lines().write(id, request);
    BatchedRequest asked =
        new BatchedRequest(
            id,
            task.stage().label(),
            task.day().date(),
            sha,
            papers,
            line.sent().stream().map(Enum::name).toList(),
            call.promptTokens(),
            call.reservedMicroUsd());
    return new Collected(call, asked, line.bytes());
  }

  /** Whether another call may start beside so many. */
  boolean mayStart(int inFlight) {
    return isBatch() ? !desk.isFull() : inFlight < config.getLimits().maxInFlight();
  }

  /**
   * Whether another day is to be opened. Enough calls must be ready that the quota is never idle,
   * but not a year of papers; a batch takes what there is, so that no day waits for another.
   */
  boolean hasRoom(int ready) {
    return isBatch() || ready < 2 * config.getLimits().maxInFlight();
  }

  /** Finds what earlier runs left open. To be called first. */
  void open() throws IOException {
    if (desk != null) {
      desk.open();
    }
  }

  /** The request of an open batch that asks about that paper; null when none does. */
  @Nullable OpenRequest openRequest(PaperQuestion question, boolean titleKept) {
    if (desk == null) {
      return null;
    }
    OpenRequest score = desk.requestFor(question.getScoreKey());
    return score == null && !titleKept ? desk.requestFor(question.getTitleKey()) : score;
  }

  /** Lets a task wait for a request that was made, and may be paid, already. */
  void await(OpenRequest request, LaneTask task) {
    BatchedRequest asked = request.request();
    budget.commit(asked.mostMicroUsd());
    task.asks().forEach(Ask::called);
    desk.await(
        request,
        new Call(
            task,
            asked.promptTokens(),
            asked.promptTokens(),
            asked.mostMicroUsd(),
            pace.nanoTime(),
            true));
  }

  /** See {@link BatchDesk#attend}. */
  long attend() throws InterruptedException {
    return desk == null ? Long.MAX_VALUE : desk.attend();
  }

  /** Ends the wait for batches: the lane must end. */
  void abandon() {
    if (desk != null) {
      desk.abandon();
    }
  }

  /** See {@link BatchDesk#takeUnclaimed}. */
  List<LedgerEntry> takeUnclaimed() {
    return desk == null ? List.of() : desk.takeUnclaimed();
  }

  /** What the user should know when the run has ended. */
  List<String> warnings() {
    return desk == null ? List.of() : desk.warnings();
  }
}
