package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.Lane;
import org.paperbeam.lane.LaneMetrics;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.LedgerEntry;
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
 * has ended, its answers are put into one segment of the ledger.
 */
final class AskFn extends DoFn<KV<String, Iterable<DayPrompts>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  /** Answers are written one a file; on an object store that takes a while. */
  private static final int WRITERS = 8;

  /** Where a person looks while the job runs: the launcher's console, or a worker's log. */
  private static final Logger NOTICES = LoggerFactory.getLogger(Notices.LOGGER);

  private final ScoreConfig config;

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
    FirstAnswers<PaperAnswer> known = FirstAnswers.ofPapers();
    for (LedgerEntry entry : config.getLedger().entriesOf(config.getRunId())) {
      FirstAnswers.addAll(known, entry);
      output.paid(PaidCall.of(entry));
    }
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ChatClient client = new OpenAiClient(config.getLlm(), key);
        BatchApi api = new OpenAiBatchApi(config.getLlm(), key)) {
      BatchLines lines = new BatchLines(config.getLlm(), client.quirks(), key);
      Lane worker =
          LaneSetup.lane(
              config, client, new BatchAccess(api, lines), CallClock.system(), writers, output);
      LaneTally tally = worker.work(lane.getValue().iterator(), known);
      out.get(AskLlm.TALLIES).output(closed(tally));
    } finally {
      writers.shutdown();
    }
  }

  /**
   * Puts the run's answers into one segment. They are safe without it, so a failure is a warning: a
   * report of what was paid is worth more.
   */
  private LaneTally closed(LaneTally tally) {
    try {
      config.getLedger().close(config.getRunId());
      return tally;
    } catch (IOException e) {
      List<String> warnings = new ArrayList<>(tally.getWarnings());
      warnings.add(
          "the run's answers stay in single files of the ledger, all of them: " + e.getMessage());
      return tally.toBuilder().setWarnings(warnings).build();
    }
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
