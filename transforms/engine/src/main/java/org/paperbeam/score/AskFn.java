package org.paperbeam.score;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.days.Publisher;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.http.Pace;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.Lease;
import org.paperbeam.ledger.LeaseQueue;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.secret.Secret;

/**
 * Works one lane through in one call, with all of the job's share of the limits. A bundle that is
 * tried again after a crash looks up what it had already paid for before it calls. When the lane
 * has ended, its answers are put under their months of the ledger.
 */
final class AskFn extends DoFn<KV<String, Iterable<PackedDay>>, PaperRecord> {
  private static final long serialVersionUID = 1L;

  /** Answers are written one a file; on an object store that takes a while. */
  private static final int WRITERS = 8;

  /** The launcher's clock may differ from that of a worker of another run. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** Before the ledger was read: the graph was not even built. */
  private final Instant made = Instant.now();

  private final ScoreConfig config;
  private final @Nullable ScoreConfig fallback;
  private final @Nullable Publisher publisher;

  /** A lane that publishes dates, or with null only decides papers. */
  AskFn(ScoreConfig config, @Nullable Publisher publisher) {
    this.config = config;
    this.fallback = config.ofFallback();
    this.publisher = publisher;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<PackedDay>> lane, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    Decisions decisions = Decisions.of(config);
    try (PaperSpill spill = PaperSpill.create();
        BeamOutput output =
            publisher == null
                ? new RecordOutput(decisions, out)
                : new DayOutput(decisions, out, publisher)) {
      Iterator<PackedDay> days = lane.getValue().iterator();
      // A batch takes in every date before the first is answered.
      LaneTally tally = work(config.getBatch().on() ? new SpilledDays(days, spill) : days, output);
      List<String> notices = output.finish();
      if (tally != null) {
        List<String> warnings = new ArrayList<>(tally.getWarnings());
        warnings.addAll(notices);
        out.get(AskLlm.TALLIES).output(tally.toBuilder().setWarnings(warnings).build());
      }
    }
  }

  /** What the lanes counted; null when none could begin. */
  private @Nullable LaneTally work(Iterator<PackedDay> days, BeamOutput output)
      throws IOException, InterruptedException {
    List<Secret> keys = new ArrayList<>();
    try {
      keys.add(config.getLlm().key().read(System.getenv()));
      if (fallback != null) {
        keys.add(fallback.getLlm().key().read(System.getenv(), "the fallback"));
      }
    } catch (IOException e) {
      output.failed(RunFailure.of(FailureStage.LLM, e));
      output.taking(days).forEachRemaining(day -> output.dayAbandoned(day.getDate()));
      return null;
    }
    LeaseQueue queue = config.getLedger().lease(Pace.system(), output::notice);
    try (Lease lease = queue.acquire(config.getRunId()).keepRenewed()) {
      return ask(days, keys, lease, output);
    }
  }

  private LaneTally ask(Iterator<PackedDay> days, List<Secret> keys, Lease lease, BeamOutput output)
      throws IOException, InterruptedException {
    NewAnswers since = new NewAnswers(config, output::paid);
    since.read(lease.runsSince(made.minus(CLOCKS_DIFFER)));
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      ServiceLane lane = new ServiceLane(config, lease, writers, since.paidMicroUsd());
      Iterator<DayPrompts> prompts = output.taking(since.reading(days));
      LaneTally tally =
          fallback == null
              ? lane.work(config, keys.get(0), null, prompts, since.answers(), output)
              : new Takeover(config, fallback, lane).work(keys, prompts, since.answers(), output);
      return closed(tally, since.warnings(), lease);
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
}
