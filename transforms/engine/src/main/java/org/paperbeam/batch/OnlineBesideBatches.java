package org.paperbeam.batch;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.Caller;
import org.paperbeam.calls.EarlierCall;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.ChatOutcome;

/** Makes new calls one by one, and continues the batches that earlier runs left open. */
public final class OnlineBesideBatches implements Caller {
  private final Caller online;
  private final BatchCaller batches;

  public OnlineBesideBatches(Caller online, BatchCaller batches) {
    this.online = online;
    this.batches = batches;
  }

  @Override
  public void open() throws IOException {
    batches.open();
  }

  @Override
  public boolean isBatch() {
    return false;
  }

  @Override
  public boolean mayStart(int inFlight) {
    return online.mayStart(inFlight);
  }

  @Override
  public int wantedReady() {
    return online.wantedReady();
  }

  @Override
  public void start(Call call) {
    online.start(call);
  }

  @Override
  public void ended(Call call, ChatOutcome outcome) {
    if (call.batch()) {
      batches.ended(call, outcome);
    } else {
      online.ended(call, outcome);
    }
  }

  @Override
  public @Nullable EarlierCall find(String key) {
    return batches.find(key);
  }

  @Override
  public void join(EarlierCall earlier, Call call) {
    batches.join(earlier, call);
  }

  @Override
  public long attend() throws InterruptedException {
    return batches.attend();
  }

  @Override
  public void abandon() {
    batches.abandon();
  }

  @Override
  public List<LedgerEntry> takeUnclaimed() {
    return batches.takeUnclaimed();
  }

  @Override
  public List<String> warnings() {
    return batches.warnings();
  }
}
