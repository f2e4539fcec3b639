package org.paperbeam.score;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.ledger.LedgerNews;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.ChatRequest;
import org.paperbeam.score.BatchBook.OpenRequest;
import org.paperbeam.score.BatchSender.Collected;
import org.paperbeam.score.Completion.Call;

/**
 * Makes the lane's calls through the Batch API: collects what the lane starts, sends it when the
 * lane has nothing left to start, and has {@link BatchWatch} look at what is open. Batches that
 * other runs left open in the ledger are gone on with in the same way, so nothing that is paid for
 * is asked again.
 *
 * <p>All of it happens on the lane's thread, inside {@link #attend}.
 */
final class BatchDesk {
  private final ScoreConfig config;
  private final Prompts prompts;
  private final BatchLines lines;
  private final LanePace pace;
  private final BlockingQueue<Completion> completions;
  private final OpenBatches batches;
  private final BatchNews news;
  private final BatchQueue queue;
  private final BatchSender sender;
  private final BatchBook book;
  private final BatchHarvest harvest;
  private final BatchWatch watch;
  private @Nullable LedgerNews ledgerNews;

  BatchDesk(
      ScoreConfig config,
      Prompts prompts,
      LaneResources resources,
      BlockingQueue<Completion> completions,
      LaneOutput out) {
    BatchAccess access = resources.batches();
    this.config = config;
    this.prompts = prompts;
    this.lines = access.lines();
    this.pace = resources.pace();
    this.completions = completions;
    this.batches = config.getLedger().batches();
    this.news = new BatchNews(out, config.getBatch().pollSeconds());
    this.queue = new BatchQueue(config.getBatch(), pace.nanoTime());
    this.sender = new BatchSender(config, access.api(), pace);
    this.book = new BatchBook(queue, sender, news, pace, completions);
    this.harvest = new BatchHarvest(config, resources, access, completions);
    this.watch = new BatchWatch(config, resources, harvest, book, news);
  }

  /** Finds the batches that are open in the ledger. To be called once, before anything else. */
  void open() throws IOException {
    ledgerNews = config.getLedger().newsBesides(config.getRunId());
    for (String name : batches.names()) {
      OpenBatch batch = batches.read(name).orElse(null);
      if (batch == null) {
        continue;
      }
      if (isHere(batch)) {
        book.addEarlier(batch);
      } else {
        news.elsewhere(batch);
      }
    }
  }

  private boolean isHere(OpenBatch batch) {
    return batch.url().equals(config.getLlm().url());
  }

  /** The request of an open batch that asks that question; null when none does. */
  @Nullable OpenRequest requestFor(String key) {
    return book.requestFor(key);
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

  /** Takes a call for the next batch, under an id that every run gives the same questions. */
  void collect(Call call, ChatRequest request) {
    LaneTask task = call.task();
    String sha = prompts.of(task.stage()).sha256();
    List<AskedPaper> papers = task.askedPapers();
    String id =
        LedgerKey.sha256(
                Stream.concat(Stream.of(sha), papers.stream().map(AskedPaper::getKey))
                    .toArray(String[]::new))
            .substring(0, 40);
    BatchLines.Line line = lines.write(id, request);
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
    queue.add(new Collected(call, asked, line.bytes()));
  }

  /** How a call ended: what is refused for the rate goes into a later batch, after a wait. */
  void ended(ChatOutcome outcome) {
    if (outcome instanceof Answered) {
      queue.answered(pace.nanoTime());
    } else if (((Failed) outcome).kind() == Kind.RATE) {
      long wait = queue.slowDown(pace.nanoTime());
      if (wait > 0) {
        news.slowedDown(wait);
      }
    }
  }

  /**
   * Does what is due: sends, looks, fetches. What has come of it is among the completions.
   *
   * @return nanoseconds until something is due again; the largest number when nothing will be
   */
  long attend() throws InterruptedException {
    try {
      if (completions.isEmpty() && !queue.isEmpty() && pace.nanoTime() - queue.notBefore() >= 0) {
        send();
      }
      if (completions.isEmpty() && pace.nanoTime() - watch.nextLook() >= 0) {
        watch.look();
      }
    } catch (IOException e) {
      book.fail(
          ChatOutcome.failed(Kind.FATAL, "an open batch could not be kept: " + e.getMessage())
              .because(FailureKind.STORAGE));
    }
    if (!completions.isEmpty()) {
      return 0;
    }
    if (queue.isEmpty() && !book.isAwaited()) {
      return Long.MAX_VALUE;
    }
    long next = book.isAwaited() ? watch.nextLook() : queue.notBefore();
    return Math.max(1, next - pace.nanoTime());
  }

  private void send() throws IOException, InterruptedException {
    try {
      takeFromOthers();
      joinOthers();
      List<Collected> chunk = queue.next(book.openTokens());
      while (!chunk.isEmpty()) {
        Optional<OpenBatch> sent = sender.send(chunk);
        book.heard();
        if (sent.isPresent()) {
          sent(chunk, sent.get());
        } else {
          joinOthers();
        }
        chunk = queue.next(book.openTokens());
      }
    } catch (BatchException e) {
      queue.waitAPoll(pace.nanoTime());
      if (e.isUnknown()) {
        book.fail(
            ChatOutcome.failed(Kind.FATAL, e.failure().detail() + "; it seems to have no Batch API")
                .because(FailureKind.MISSING)
                .withRemedy(Remedy.ASK_ONLINE));
      } else if (e.isRefused()) {
        book.fail(ChatOutcome.failed(Kind.FATAL, "does not take a batch: " + e.failure().detail()));
      } else {
        book.trouble(e, "a batch could not be sent");
      }
    }
  }

  private void sent(List<Collected> chunk, OpenBatch batch) {
    DeskBatch desk = book.add(batch);
    for (Collected one : chunk) {
      desk.attach(one.request().customId(), one.call());
    }
    queue.remove(chunk);
    watch.lookSoon();
    news.sent(desk);
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
    Set<String> known = book.names();
    for (String name : batches.names()) {
      OpenBatch other = known.contains(name) ? null : batches.read(name).orElse(null);
      if (other != null && isHere(other)) {
        book.join(other);
      }
    }
  }

  /** Gives up waiting, because the lane must end; what is open stays so for the next run. */
  void abandon() {
    book.abandon();
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
