package org.paperbeam.score;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.LeasedCalls;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.http.Pace;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.Lane;
import org.paperbeam.lane.LaneMetrics;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.Lease;
import org.paperbeam.ledger.LeaseQueue;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.OpenAiBatchApi;
import org.paperbeam.llm.OpenAiClient;
import org.paperbeam.metrics.Notices;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.UnscoredPaper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one lane through in one call, with all of the job's share of the limits. A bundle that is
 * tried again after a crash looks up what it had already paid for before it calls. When the lane
 * has ended, its answers are put under their months of the ledger.
 */
final class AskFn extends DoFn<KV<String, Iterable<DayPrompts>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  /** Answers are written one a file; on an object store that takes a while. */
  private static final int WRITERS = 8;

  /** Where a person looks while the job runs: the launcher's console, or a worker's log. */
  private static final Logger NOTICES = LoggerFactory.getLogger(Notices.LOGGER);

  /** The launcher's clock may differ from that of a worker of another run. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final ScoreConfig config;

  /** Before the ledger was read: the graph was not even built. */
  private final Instant made = Instant.now();

  AskFn(ScoreConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<DayPrompts>> lane, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    BeamOutput output = new BeamOutput(new Decisions(config.getCutOffs(), config.getRunId()), out);
    String key;
    try {
      key = config.getLlm().key().read(System.getenv());
    } catch (IOException e) {
      output.failed(RunFailure.of(FailureStage.LLM, e));
      return;
    }
    LeaseQueue queue = config.getLedger().lease(Pace.system(), output::notice);
    try (Lease lease = queue.acquire(config.getRunId()).keepRenewed()) {
      ask(lane.getValue(), key, lease, output, out.get(AskLlm.TALLIES));
    }
  }

  private void ask(
      Iterable<DayPrompts> days,
      String key,
      Lease lease,
      BeamOutput output,
      OutputReceiver<LaneTally> tallies)
      throws IOException, InterruptedException {
    NewAnswers since = new NewAnswers(config, output::paid);
    since.read(lease.runsSince(made.minus(CLOCKS_DIFFER)), days);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    CallChannel channel =
        new CallChannel(
            CallClock.system(),
            new CallEnds(),
            writers,
            new LeasedCalls(lease, since.paidMicroUsd()));
    try (ChatClient client = new OpenAiClient(config.getLlm(), key);
        BatchApi api = new OpenAiBatchApi(config.getLlm(), key)) {
      BatchLines lines = new BatchLines(config.getLlm().model(), client.quirks(), key);
      Lane worker = LaneSetup.lane(config, client, new BatchAccess(api, lines), channel, output);
      LaneTally tally = worker.work(days.iterator(), since.answers());
      tallies.output(closed(tally, since.warnings(), lease));
    } finally {
      writers.shutdown();
    }
  }

  /**
   * Puts the run's answers, and what killed runs have left, under their months, unless another run
   * has taken over. They are safe without it, so a failure is a warning: a report of what was paid
   * is worth more.
   */
  private LaneTally closed(LaneTally tally, List<String> seen, Lease lease) {
    Set<String> warnings = new LinkedHashSet<>(tally.getWarnings());
    warnings.addAll(seen);
    try {
      if (lease.lost() == null) {
        warnings.addAll(config.getLedger().closeAll());
      }
    } catch (IOException e) {
      warnings.add(
          "the run's answers stay in single files of the ledger, all of them: " + e.getMessage());
    }
    return tally.toBuilder().setWarnings(List.copyOf(warnings)).build();
  }

  private static final class BeamOutput extends DecidingOutput {
    private final MultiOutputReceiver out;
    private final BeamLaneMetrics metrics = new BeamLaneMetrics();

    BeamOutput(Decisions decisions, MultiOutputReceiver out) {
      super(decisions);
      this.out = out;
    }

    @Override
    void decided(PaperRecord record) {
      out.get(AskLlm.RECORDS).output(record);
      metrics.decided();
    }

    @Override
    void unscored(UnscoredPaper paper) {
      out.get(AskLlm.UNSCORED).output(paper);
    }

    @Override
    public void paid(PaidCall call) {
      out.get(AskLlm.CALLS).output(call);
    }

    @Override
    public void notice(String text) {
      NOTICES.info(text);
    }

    @Override
    public void failed(RunFailure failure) {
      out.get(AskLlm.FAILURES).output(failure);
    }

    @Override
    public LaneMetrics metrics() {
      return metrics;
    }
  }
}
