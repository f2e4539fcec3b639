package org.paperbeam.score;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Executor;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.LeasedCalls;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.LaneStop;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.Lease;
import org.paperbeam.limit.Budget;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.OpenAiBatchApi;
import org.paperbeam.llm.OpenAiClient;
import org.paperbeam.secret.Secret;

/**
 * Works a lane with the real client of a service, under the lease of the run. The services of a run
 * are worked one after another and have one lease, one budget and one set of writers.
 */
final class ServiceLane {
  private final Lease lease;
  private final Executor writers;
  private final LeasedCalls permit;
  private final Budget budget;

  /**
   * For a run that asks under that configuration first.
   *
   * @param paidMicroUsd what the run has paid before, in millionths of a US dollar
   */
  ServiceLane(ScoreConfig config, Lease lease, Executor writers, long paidMicroUsd) {
    this.lease = lease;
    this.writers = writers;
    this.permit = new LeasedCalls(lease, paidMicroUsd);
    this.budget = config.getSpending().budget(permit, config.getLimits().maxInFlight());
  }

  /**
   * Works dates through.
   *
   * @param otherModel the model of the run's other service; null when there is none
   * @param known answers that the run has already
   */
  LaneTally work(
      ScoreConfig config,
      Secret key,
      @Nullable String otherModel,
      Iterator<DayPrompts> days,
      FirstAnswers<PaperAnswer> known,
      LaneOutput output)
      throws IOException, InterruptedException {
    CallChannel channel = new CallChannel(CallClock.system(), new CallEnds(), writers, permit);
    try (ChatClient client = new OpenAiClient(config.getLlm(), key);
        BatchApi api = new OpenAiBatchApi(config.getLlm(), key)) {
      BatchLines lines = new BatchLines(config.getLlm(), client.quirks(), key);
      LaneStart start =
          new LaneStart(
              RateBefore.of(config, otherModel, lease, CallClock.system().now()),
              LaneStop.ofProcess(),
              budget);
      return LaneSetup.lane(config, client, new BatchAccess(api, lines), channel, output, start)
          .work(days, known);
    }
  }
}
