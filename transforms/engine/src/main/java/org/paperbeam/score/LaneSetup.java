package org.paperbeam.score;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.batch.BatchCaller;
import org.paperbeam.batch.BatchSettings;
import org.paperbeam.batch.OnlineBesideBatches;
import org.paperbeam.calls.AnswerKeeper;
import org.paperbeam.calls.CallAllowance;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallEstimates;
import org.paperbeam.calls.CallLimits;
import org.paperbeam.calls.CallWriter;
import org.paperbeam.calls.Caller;
import org.paperbeam.calls.OnlineCaller;
import org.paperbeam.lane.AnswerBrake;
import org.paperbeam.lane.Lane;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.LaneResources;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/** Puts a lane together from the parts of its configuration. */
final class LaneSetup {
  private LaneSetup() {}

  /**
   * A lane that is ready to work.
   *
   * @param batches null for a lane that knows no batches
   * @param channel what ties those who make calls to the lane
   * @param start what the lane finds when it starts
   */
  static Lane lane(
      ScoreConfig config,
      ChatClient client,
      @Nullable BatchAccess batches,
      CallChannel channel,
      LaneOutput out,
      LaneStart start) {
    Prompts prompts = Prompts.of(config.getPrompts());
    CallEstimates estimates = new CallEstimates(config.getLlm().model());
    boolean batch = config.getBatch().on();
    return new Lane(
        new LaneResources(
            prompts,
            new CallWriter(
                prompts, estimates, client.quirks(), config.getSpending().priceOf(batch)),
            new CallLimits(
                new CallAllowance(config.getLimits(), start.past(), start.budget()),
                config.getSpending(),
                channel,
                estimates,
                client.quirks()),
            caller(config, client, batches, channel, out),
            channel,
            new AnswerBrake(
                config.getLedger().brakes(),
                config.getLlm().model(),
                prompts.of(Stage.SCORES).sha256()),
            config.getMaxAttempts(),
            config.getLlm().url(),
            start.stop(),
            config.getDrain()),
        out);
  }

  private static Caller caller(
      ScoreConfig config,
      ChatClient client,
      @Nullable BatchAccess access,
      CallChannel channel,
      LaneOutput out) {
    AnswerKeeper keeper = new AnswerKeeper(config.getLedger());
    Caller online =
        new OnlineCaller(
            client,
            keeper,
            config.getLlm().model(),
            config.getRunId(),
            config.getLimits().maxInFlight(),
            channel);
    if (access == null) {
      return online;
    }
    BatchSettings settings =
        new BatchSettings(
            config.getBatch(), config.getLlm(), config.getLedger(), config.getRunId());
    BatchCaller batches = new BatchCaller(settings, access, keeper, channel, out::notice);
    return config.getBatch().on() ? batches : new OnlineBesideBatches(online, batches);
  }
}
