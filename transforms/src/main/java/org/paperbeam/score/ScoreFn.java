package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.failure.FailureStage;
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
 * tried again after a crash looks up what it had already paid for before it calls.
 */
final class ScoreFn
    extends DoFn<KV<String, Iterable<KV<String, Iterable<PaperQuestion>>>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<PaperRecord> RECORDS = new TupleTag<>("records") {};
  static final TupleTag<UnscoredPaper> UNSCORED = new TupleTag<>("unscored") {};
  static final TupleTag<PaidCall> CALLS = new TupleTag<>("calls") {};
  static final TupleTag<LaneTally> TALLIES = new TupleTag<>("tallies") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  /** Answers are written one a file; on an object store that takes a while. */
  private static final int WRITERS = 8;

  /** Where a person looks while the job runs: the launcher's console, or a worker's log. */
  private static final Logger NOTICES = LoggerFactory.getLogger(Notices.LOGGER);

  private final ScoreConfig config;

  ScoreFn(ScoreConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<KV<String, Iterable<PaperQuestion>>>> lane,
      MultiOutputReceiver out)
      throws IOException, InterruptedException {
    LaneOutput output = new BeamOutput(out);
    String key;
    try {
      key = config.getLlm().key().read(System.getenv());
    } catch (IOException e) {
      output.failed(RunFailure.of(FailureStage.LLM, e));
      return;
    }
    Map<String, LedgerAnswer> known = new HashMap<>();
    for (LedgerEntry entry : config.getLedger().entriesOf(config.getRunId())) {
      // In order of time, and the first answer counts, as in every run to come.
      EntryReader.read(entry).answers().forEach(known::putIfAbsent);
      output.paid(PaidCall.of(entry));
    }
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ChatClient client = new OpenAiClient(config.getLlm(), key);
        BatchApi api = new OpenAiBatchApi(config.getLlm(), key)) {
      BatchLines lines = new BatchLines(config.getLlm().model(), client.quirks(), key);
      LaneResources resources =
          new LaneResources(client, new BatchAccess(api, lines), LanePace.system(), writers);
      LaneTally tally =
          new Lane(config, Prompts.of(config), resources, output)
              .work(days(lane.getValue().iterator()), known);
      out.get(TALLIES).output(tally);
    } finally {
      writers.shutdown();
    }
  }

  private static Iterator<Map.Entry<String, List<PaperQuestion>>> days(
      Iterator<KV<String, Iterable<PaperQuestion>>> days) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return days.hasNext();
      }

      @Override
      public Map.Entry<String, List<PaperQuestion>> next() {
        KV<String, Iterable<PaperQuestion>> day = days.next();
        List<PaperQuestion> questions = new ArrayList<>();
        day.getValue().forEach(questions::add);
        return Map.entry(day.getKey(), questions);
      }
    };
  }

  private record BeamOutput(MultiOutputReceiver out, LaneMetrics metrics) implements LaneOutput {
    BeamOutput(MultiOutputReceiver out) {
      this(out, new BeamLaneMetrics());
    }

    @Override
    public void decided(PaperRecord record) {
      out.get(RECORDS).output(record);
    }

    @Override
    public void unscored(UnscoredPaper paper) {
      out.get(UNSCORED).output(paper);
    }

    @Override
    public void paid(PaidCall call) {
      out.get(CALLS).output(call);
    }

    @Override
    public void notice(String text) {
      NOTICES.info(text);
    }

    @Override
    public void failed(RunFailure failure) {
      out.get(FAILURES).output(failure);
    }
  }
}
