package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchAccess;
import org.paperbeam.calls.CallClock;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.Lane;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatClient;
import org.paperbeam.llm.OpenAiBatchApi;
import org.paperbeam.llm.OpenAiClient;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.publish.DayPublisher;
import org.paperbeam.publish.PublishConfig;

/**
 * Works one lane through in one call, with all of the job's share of the limits. A bundle that is
 * tried again after a crash looks up what it had already paid for before it calls. When the lane
 * has ended, its answers are put into one segment of the ledger.
 */
final class AskFn extends DoFn<KV<String, Iterable<PackedDay>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  /** Answers are written one a file; on an object store that takes a while. */
  private static final int WRITERS = 8;

  private final ScoreConfig config;
  private final @Nullable PublishConfig publishing;

  /** A lane that publishes dates, or with null only decides papers. */
  AskFn(ScoreConfig config, @Nullable PublishConfig publishing) {
    this.config = config;
    this.publishing = publishing;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<PackedDay>> lane, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    Decisions decisions = new Decisions(config.getCutOffs(), config.getRunId());
    try (BeamOutput output =
        publishing == null
            ? new RecordOutput(decisions, out)
            : new DayOutput(decisions, out, new DayPublisher(publishing))) {
      LaneTally tally = work(output.taking(lane.getValue().iterator()), output);
      output.finish();
      if (tally != null) {
        out.get(AskLlm.TALLIES).output(tally);
      }
    }
  }

  /** What the lane counted; null when it could not begin. */
  private @Nullable LaneTally work(Iterator<DayPrompts> days, BeamOutput output)
      throws IOException, InterruptedException {
    String key;
    try {
      key = config.getLlm().key().read(System.getenv());
    } catch (IOException e) {
      output.failed(RunFailure.of(FailureStage.LLM, e));
      days.forEachRemaining(day -> output.dayAbandoned(day.getDate()));
      return null;
    }
    FirstAnswers<PaperAnswer> known = FirstAnswers.ofPapers();
    for (LedgerEntry entry : config.getLedger().entriesOf(config.getRunId())) {
      FirstAnswers.addAll(known, entry);
      output.paid(PaidCall.of(entry));
    }
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ChatClient client = new OpenAiClient(config.getLlm(), key);
        BatchApi api = new OpenAiBatchApi(config.getLlm(), key)) {
      BatchLines lines = new BatchLines(config.getLlm().model(), client.quirks(), key);
      Lane worker =
          LaneSetup.lane(
              config, client, new BatchAccess(api, lines), CallClock.system(), writers, output);
      return closed(worker.work(days, known));
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
}
