package org.paperbeam.score;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerNews;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.score.BatchSender.Collected;
import org.paperbeam.score.Completion.Call;

/**
 * Makes the lane's calls through the Batch API: collects what the lane starts, sends it when the
 * lane has nothing left to start, looks at what is open, and hands every call its outcome. Batches
 * that other runs left open in the ledger are gone on with in the same way, so nothing that is paid
 * for is asked again.
 *
 * <p>All of it happens on the lane's thread, inside {@link #attend}.
 */
final class BatchDesk {
  /** What was meant so long ago, and never created, nobody will create any more. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String TOO_MUCH_QUEUED = "token_limit_exceeded";

  private final ScoreConfig config;
  private final BatchApi api;
  private final LanePace pace;
  private final BlockingQueue<Completion> completions;
  private final BatchNews news;
  private final OpenBatches batches;
  private final BatchSender sender;
  private final BatchHarvest harvest;
  private final long interval;

  private final BatchQueue queue;
  private final List<DeskBatch> open = new ArrayList<>();
  private final Map<String, OpenRequest> byKey = new HashMap<>();
  private @Nullable LedgerNews ledgerNews;
  private int numbers;
  private long nextSend;
  private long nextLook;
  private final Silence silence = new Silence();

  BatchDesk(
      ScoreConfig config,
      LaneResources resources,
      BlockingQueue<Completion> completions,
      LaneOutput out) {
    BatchAccess access = resources.batches();
    this.config = config;
    this.api = access.api();
    this.pace = resources.pace();
    this.completions = completions;
    this.news = new BatchNews(out, config.getBatch().pollSeconds());
    this.queue = new BatchQueue(config.getBatch());
    this.batches = config.getLedger().batches();
    this.sender = new BatchSender(config, api, pace);
    this.harvest = new BatchHarvest(config, resources, access, completions);
    this.interval = TimeUnit.SECONDS.toNanos(config.getBatch().pollSeconds());
    this.nextSend = pace.nanoTime();
    this.nextLook = pace.nanoTime();
  }

  /** Finds the batches that are open in the ledger. To be called once, before anything else. */
  void open() throws IOException {
    ledgerNews = config.getLedger().newsBesides(config.getRunId());
    for (String name : batches.names()) {
      OpenBatch batch = batches.read(name).orElse(null);
      if (batch == null) {
        continue;
      }
      if (!batch.url().equals(config.getLlm().url())) {
        news.elsewhere(batch);
        continue;
      }
      DeskBatch desk = add(batch);
      for (BatchedRequest request : batch.requests()) {
        OpenRequest at = new OpenRequest(desk, request);
        request.papers().forEach(paper -> byKey.put(paper.getKey(), at));
      }
    }
  }

  private DeskBatch add(OpenBatch batch) {
    DeskBatch desk = new DeskBatch(++numbers, batch);
    open.add(desk);
    return desk;
  }

  /** A request of an open batch, and the batch. */
  record OpenRequest(DeskBatch batch, BatchedRequest request) {}

  /** The request of an open batch that asks that question; null when none does. */
  @Nullable OpenRequest requestFor(String key) {
    OpenRequest at = byKey.get(key);
    return at != null && open.contains(at.batch()) ? at : null;
  }

  /** Lets a call wait for a request of an open batch. */
  void await(OpenRequest request, Call call) {
    if (!request.batch().isAwaited()) {
      news.adopted(request.batch());
    }
    request.batch().attach(request.request().customId(), call);
  }

  /** Whether what is collected must be sent before more is. */
  boolean isFull() {
    return queue.isFull();
  }

  /** Takes a call for the next batch. */
  void collect(Collected call) {
    queue.add(call);
  }

  /**
   * Does what is due: sends, looks, fetches. What has come of it is among the completions.
   *
   * @return nanoseconds until something is due again; the largest number when nothing will be
   */
  long attend() throws InterruptedException {
    try {
      if (completions.isEmpty() && !queue.isEmpty() && pace.nanoTime() - nextSend >= 0) {
        send();
      }
      if (completions.isEmpty() && pace.nanoTime() - nextLook >= 0) {
        look();
      }
    } catch (IOException e) {
      fail(ChatOutcome.failed(Kind.FATAL, "an open batch could not be kept: " + e.getMessage()));
    }
    if (!completions.isEmpty()) {
      return 0;
    }
    if (queue.isEmpty() && open.stream().noneMatch(DeskBatch::isAwaited)) {
      return Long.MAX_VALUE;
    }
    long next = open.stream().anyMatch(DeskBatch::isAwaited) ? nextLook : nextSend;
    return Math.max(1, next - pace.nanoTime());
  }

  private void send() throws IOException, InterruptedException {
    try {
      takeFromOthers();
      joinOthers();
      List<Collected> chunk = queue.next(openTokens());
      while (!chunk.isEmpty()) {
        Optional<OpenBatch> sent = sender.send(chunk);
        silence.broken();
        if (sent.isPresent()) {
          sent(chunk, sent.get());
        } else {
          joinOthers();
        }
        chunk = queue.next(openTokens());
      }
    } catch (BatchException e) {
      nextSend = pace.nanoTime() + interval;
      if (e.isUnknown()) {
        fail(
            ChatOutcome.failed(
                Kind.FATAL,
                e.failure().detail() + "; it seems to have no Batch API: use --llmMode=online"));
      } else if (e.isRefused()) {
        fail(ChatOutcome.failed(Kind.FATAL, "does not take a batch: " + e.failure().detail()));
      } else {
        trouble(e, "a batch could not be sent");
      }
    }
  }

  private void sent(List<Collected> chunk, OpenBatch batch) {
    DeskBatch desk = add(batch);
    for (Collected one : chunk) {
      desk.attach(one.request().customId(), one.call());
    }
    queue.remove(chunk);
    nextLook = pace.nanoTime();
    news.sent(desk);
  }

  private long openTokens() {
    return open.stream().filter(DeskBatch::isAwaited).mapToLong(DeskBatch::promptTokens).sum();
  }

  /** What another run of this ledger has paid for since this one read it is not paid again. */
  private void takeFromOthers() throws IOException {
    Map<String, LedgerEntry> answered = new HashMap<>();
    for (LedgerEntry entry : ledgerNews.read()) {
      entry.getPapers().forEach(paper -> answered.putIfAbsent(paper.getKey(), entry));
    }
    queue
        .takeAnswered(answered)
        .forEach(
            (call, entry) ->
                completions.add(new Completion(call, Entries.answer(entry), entry, null)));
  }

  /** What another run of this ledger is asking just now is waited for, not asked as well. */
  private void joinOthers() throws IOException {
    Set<String> known = new HashSet<>();
    open.forEach(desk -> known.add(desk.open().name()));
    for (String name : batches.names()) {
      OpenBatch other = known.contains(name) ? null : batches.read(name).orElse(null);
      if (other == null || !other.url().equals(config.getLlm().url())) {
        continue;
      }
      DeskBatch desk = new DeskBatch(numbers + 1, other);
      queue.moveTo(desk);
      if (desk.isAwaited()) {
        numbers++;
        open.add(desk);
        news.adopted(desk);
      }
    }
  }

  private void look() throws IOException, InterruptedException {
    nextLook = pace.nanoTime() + interval;
    for (DeskBatch batch : List.copyOf(open)) {
      if (!batch.firstLook() && !batch.isAwaited()) {
        continue;
      }
      try {
        lookAt(batch);
      } catch (BatchException e) {
        if (e.isUnknown()) {
          news.unknown(batch);
          close(batch, ChatOutcome.failed(Kind.NOT_MADE, e.failure().detail()));
        } else if (!batch.isAwaited()) {
          news.troubled(batch.id() + " could not be looked at", e.failure().detail(), nextLook);
        } else {
          trouble(e, batch.title() + " could not be looked at");
        }
      }
    }
  }

  private void lookAt(DeskBatch batch) throws BatchException, IOException, InterruptedException {
    if (batch.open().batchId() == null && !isFound(batch)) {
      return;
    }
    BatchJob job = api.get(batch.open().batchId());
    silence.broken();
    if (job.isNotTaken()) {
      notTaken(batch, job);
    } else if (job.hasEnded()) {
      news.ended(batch, job);
      if (harvest.fetch(batch, job)) {
        sender.forget(batch.open());
      }
      open.remove(batch);
    } else {
      news.progress(batch, job, pace.nanoTime());
    }
  }

  /** Looks twice for a batch of which nobody knows whether it was created. */
  private boolean isFound(DeskBatch batch)
      throws BatchException, IOException, InterruptedException {
    OpenBatch now = batches.read(batch.open().name()).orElse(null);
    if (now != null && now.batchId() == null) {
      now = sender.find(now).orElse(now);
    }
    if (now != null && now.batchId() != null) {
      batch.open(now);
      return true;
    }
    boolean old =
        batch.open().intended().isBefore(pace.now().minus(FORGOTTEN)) && !batch.isAwaited();
    if (now == null || old || batch.missed() > 1) {
      close(batch, ChatOutcome.failed(Kind.NOT_MADE, "the batch was never created"));
    }
    return false;
  }

  /** The service did not take the file: nothing of it was asked, and nothing is billed. */
  private void notTaken(DeskBatch batch, BatchJob job) throws IOException, InterruptedException {
    BatchErrors errors = new BatchErrors(job.errors());
    String detail = "%s was not taken: %s".formatted(batch.title(), errors.detail());
    news.tell(detail);
    if (!batch.isAwaited()) {
      close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
      return;
    }
    if (errors.hasCode(TOO_MUCH_QUEUED)) {
      queue.refused(openTokens());
      nextSend = pace.nanoTime() + interval;
      // One request that is too much is an attempt, so that it does not go on for ever.
      Kind kind = batch.requests().size() == 1 ? Kind.TRANSIENT : Kind.NOT_MADE;
      close(batch, ChatOutcome.failed(kind, detail));
      return;
    }
    List<Integer> lines = errors.lines();
    if (errors.isFatal() || lines.isEmpty() || lines.size() * 2 > batch.requests().size()) {
      open.remove(batch);
      sender.forget(batch.open());
      List<Call> waiting = new ArrayList<>(batch.takeAll());
      waiting.addAll(takeAll());
      fail(ChatOutcome.failed(Kind.FATAL, detail), waiting);
      return;
    }
    List<String> ids = List.copyOf(batch.requests().keySet());
    for (int line : lines) {
      if (line <= ids.size()) {
        String id = ids.get(line - 1);
        batch
            .take(id)
            .forEach(call -> end(call, ChatOutcome.failed(Kind.REJECTED, errors.detail())));
      }
    }
    close(batch, ChatOutcome.failed(Kind.NOT_MADE, detail));
  }

  /** Ends a batch that gives nothing more. */
  private void close(DeskBatch batch, Failed why) throws IOException, InterruptedException {
    open.remove(batch);
    sender.forget(batch.open());
    batch.takeAll().forEach(call -> end(call, why));
  }

  private void end(Call call, ChatOutcome outcome) {
    completions.add(new Completion(call, outcome, null, null));
  }

  /** An error that may pass: what is open stays open, and is looked at again. */
  private void trouble(BatchException e, String what) {
    if (e.isFatal()) {
      fail(e.failure());
      return;
    }
    long now = pace.nanoTime();
    long minutes = silence.tooLong(open.stream().anyMatch(DeskBatch::isAwaited), now);
    if (minutes > 0) {
      String detail = "has been out of reach for %d minutes: ".formatted(minutes);
      fail(ChatOutcome.failed(Kind.FATAL, detail + e.failure().detail()));
      return;
    }
    news.troubled(what, e.failure().detail(), now);
  }

  /** Ends the run: one call says why, and what is open stays so for the next run. */
  private void fail(Failed why) {
    fail(why, takeAll());
  }

  private void fail(Failed why, List<Call> waiting) {
    for (int i = 0; i < waiting.size(); i++) {
      end(waiting.get(i), i == 0 ? why : ChatOutcome.failed(Kind.NOT_MADE, why.detail()));
    }
  }

  /** Gives up waiting, because the lane must end; what is open stays so for the next run. */
  void abandon() {
    takeAll().forEach(call -> end(call, ChatOutcome.failed(Kind.NOT_MADE, "the run ends")));
  }

  private List<Call> takeAll() {
    List<Call> waiting = new ArrayList<>();
    for (DeskBatch batch : open) {
      if (batch.isAwaited()) {
        news.staysOpen(batch);
      }
      waiting.addAll(batch.takeAll());
    }
    waiting.addAll(queue.takeAll());
    return waiting;
  }

  /** Answers of open batches that no call waited for, handed over once. */
  List<LedgerEntry> takeUnclaimed() {
    return harvest.takeUnclaimed();
  }

  /** What the user should know when the run has ended. */
  List<String> warnings() {
    return news.warnings();
  }
}
