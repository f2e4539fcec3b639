package org.paperbeam.batch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchSender.Collected;
import org.paperbeam.batch.PendingBatches.OpenRequest;
import org.paperbeam.calls.AnswerKeeper;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnd;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.CallPermit;
import org.paperbeam.calls.Caller;
import org.paperbeam.calls.EarlierCall;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.hash.Sha256;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.NewLedgerEntries;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.ChatOutcome.Kind;

/**
 * Makes calls through the Batch API: collects what is started, sends it when nothing is left to
 * start, and has {@link BatchPoller} look at what is open. Batches that other runs left open in the
 * ledger are continued in the same way, so nothing that is paid for is asked again.
 *
 * <p>All of it happens on the lane's thread, inside {@link #attend}.
 */
public final class BatchCaller implements Caller {
  private final BatchSettings settings;
  private final BatchLines lines;
  private final CallClock clock;
  private final CallEnds ends;
  private final CallPermit permit;
  private final OpenBatches batches;
  private final BatchMessages messages;
  private final BatchQueue queue;
  private final BatchSender sender;
  private final PendingBatches pending;
  private final BatchFetcher fetcher;
  private final BatchPoller poller;
  private @Nullable NewLedgerEntries newEntries;

  /**
   * A caller of that service.
   *
   * @param notices takes a line for those who watch, e.g. how far a batch is
   */
  public BatchCaller(
      BatchSettings settings,
      BatchAccess access,
      AnswerKeeper keeper,
      CallChannel channel,
      Consumer<String> notices) {
    this.settings = settings;
    this.lines = access.lines();
    this.clock = channel.clock();
    this.ends = channel.ends();
    this.permit = channel.permit();
    this.batches = settings.ledger().batches();
    this.messages = new BatchMessages(notices, settings.batch().pollSeconds());
    this.queue = new BatchQueue(settings.batch(), clock.nanoTime());
    this.sender = new BatchSender(settings, access.api(), clock);
    this.pending = new PendingBatches(queue, sender, messages, channel);
    this.fetcher = new BatchFetcher(settings, access, keeper, channel);
    this.poller =
        new BatchPoller(settings, access.api(), sender, fetcher, pending, messages, clock);
  }

  @Override
  public void open() throws IOException {
    newEntries = settings.ledger().newEntriesBesides(settings.runId());
    for (String name : batches.names()) {
      OpenBatch batch = batches.read(name).orElse(null);
      if (batch == null) {
        continue;
      }
      if (isHere(batch)) {
        pending.addEarlier(batch);
      } else {
        messages.elsewhere(batch);
      }
    }
  }

  private boolean isHere(OpenBatch batch) {
    return batch.url().equals(settings.llm().url());
  }

  @Override
  public boolean isBatch() {
    return true;
  }

  /** What is collected must be sent before more is. */
  @Override
  public boolean mayStart(int inFlight) {
    return !queue.isFull();
  }

  /** A batch takes all there is, so that no day waits for another. */
  @Override
  public int wantedReady() {
    return Integer.MAX_VALUE;
  }

  @Override
  public @Nullable EarlierCall find(String key) {
    return pending.requestFor(key);
  }

  @Override
  public void join(EarlierCall earlier, Call call) {
    OpenRequest request = (OpenRequest) earlier;
    if (!request.batch().isAwaited()) {
      messages.adopted(request.batch());
    }
    request.batch().attach(request.request().customId(), call);
  }

  /** Takes a call for the next batch, under an id that every run gives the same questions. */
  @Override
  public void start(Call call) {
    String id =
        Sha256.ofParts(
                Stream.concat(
                        Stream.of(call.promptSha256()),
                        call.papers().stream().map(AskedPaper::getKey))
                    .toArray(String[]::new))
            .substring(0, 40);
    BatchLines.Line line = lines.write(id, call.request());
    BatchedRequest asked =
        new BatchedRequest(
            id,
            call.stage().label(),
            call.date(),
            call.promptSha256(),
            call.papers(),
            line.sent().stream().map(Enum::name).toList(),
            call.promptTokens(),
            call.mostMicroUsd());
    // A batch may hold a year: its text is in the line, and with that at the service.
    queue.add(new Collected(call.sent(), asked, line.bytes()));
  }

  /** What is refused for the rate goes into a later batch, after a wait. */
  @Override
  public void ended(Call call, ChatOutcome outcome) {
    if (outcome instanceof Answered) {
      queue.answered(clock.nanoTime());
    } else if (((Failed) outcome).kind() == Kind.RATE) {
      long wait = queue.slowDown(clock.nanoTime());
      if (wait > 0) {
        messages.slowedDown(wait);
      }
    }
  }

  @Override
  public long attend() throws InterruptedException {
    try {
      if (ends.isEmpty()
          && !queue.isEmpty()
          && clock.nanoTime() - queue.notBefore() >= 0
          && permit.delay() == 0) {
        send();
      }
      if (ends.isEmpty() && clock.nanoTime() - poller.nextLook() >= 0) {
        poller.look();
      }
    } catch (IOException e) {
      pending.fail(
          ChatOutcome.failed(Kind.FATAL, "an open batch could not be kept: " + e.getMessage())
              .because(FailureKind.STORAGE));
    }
    if (!ends.isEmpty()) {
      return 0;
    }
    if (queue.isEmpty() && !pending.isAwaited()) {
      return Long.MAX_VALUE;
    }
    long next = pending.isAwaited() ? poller.nextLook() : queue.notBefore();
    return Math.max(Math.max(1, permit.delay()), next - clock.nanoTime());
  }

  private void send() throws IOException, InterruptedException {
    try {
      takeFromOthers();
      joinOthers();
      List<Collected> chunk = queue.next(pending.openTokens());
      while (!chunk.isEmpty()) {
        Optional<OpenBatch> sent = sender.send(chunk);
        pending.heard();
        if (sent.isPresent()) {
          sent(chunk, sent.get());
        } else {
          joinOthers();
        }
        chunk = queue.next(pending.openTokens());
      }
    } catch (BatchException e) {
      queue.waitAPoll(clock.nanoTime());
      if (e.isUnknown()) {
        pending.fail(
            ChatOutcome.failed(Kind.FATAL, e.failure().detail() + "; it seems to have no Batch API")
                .because(FailureKind.MISSING)
                .withRemedy(Remedy.ASK_ONLINE));
      } else if (e.isRefused()) {
        pending.fail(
            ChatOutcome.failed(Kind.FATAL, "does not take a batch: " + e.failure().detail()));
      } else {
        pending.trouble(e, "a batch could not be sent");
      }
    }
  }

  private void sent(List<Collected> chunk, OpenBatch batch) {
    PendingBatch waiting = pending.add(batch);
    for (Collected one : chunk) {
      waiting.attach(one.request().customId(), one.call());
    }
    queue.remove(chunk);
    poller.lookSoon();
    messages.sent(waiting);
  }

  /** What another run of this ledger has paid for since this one read it is not paid again. */
  private void takeFromOthers() throws IOException {
    FirstAnswers<LedgerEntry> answered = FirstAnswers.ofCalls();
    for (LedgerEntry entry : newEntries.read()) {
      FirstAnswers.addCall(answered, entry);
    }
    queue
        .takeAnswered(answered)
        .forEach(
            (call, entry) -> ends.add(new CallEnd(call, AnswerKeeper.answer(entry), entry, null)));
  }

  /** What another run of this ledger is asking just now is waited for, not asked as well. */
  private void joinOthers() throws IOException {
    Set<String> known = pending.names();
    for (String name : batches.names()) {
      OpenBatch other = known.contains(name) ? null : batches.read(name).orElse(null);
      if (other != null && isHere(other)) {
        pending.join(other);
      }
    }
  }

  /** What is open stays so for the next run. */
  @Override
  public void abandon() {
    pending.abandon();
  }

  @Override
  public List<LedgerEntry> takeUnclaimed() {
    return fetcher.takeUnclaimed();
  }

  @Override
  public List<String> warnings() {
    return messages.warnings();
  }
}
