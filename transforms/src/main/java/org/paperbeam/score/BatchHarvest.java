package org.paperbeam.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Quirks;
import org.paperbeam.score.Completion.Call;

/**
 * Fetches what a batch that ended has answered, puts every answer into the ledger, and only then
 * tells the calls that wait for it. The same batch gives the same entries, with the same ids, to
 * every run that fetches it. Used by the lane's thread.
 */
final class BatchHarvest {
  private final ScoreConfig config;
  private final BatchApi api;
  private final BatchLines lines;
  private final LanePace pace;
  private final ExecutorService writers;
  private final BlockingQueue<Completion> completions;
  private final List<LedgerEntry> unclaimed = new ArrayList<>();

  BatchHarvest(
      ScoreConfig config,
      LaneResources resources,
      BatchAccess access,
      BlockingQueue<Completion> completions) {
    this.config = config;
    this.api = access.api();
    this.lines = access.lines();
    this.pace = resources.pace();
    this.writers = resources.writers();
    this.completions = completions;
  }

  /** What became of one request; {@code entry} and {@code error} as in {@link Completion}. */
  private record Kept(
      String customId, ChatOutcome outcome, @Nullable LedgerEntry entry, @Nullable String error) {}

  /**
   * Fetches a batch that ended.
   *
   * @return whether every answer is safe in the ledger
   * @throws BatchException when a file cannot be had; nothing is done then
   */
  boolean fetch(DeskBatch batch, BatchJob job)
      throws BatchException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("paperbeam-batch-");
    try {
      List<Path> files = new ArrayList<>();
      // Both before either is read: half of an end would be taken for the whole.
      for (String id : new String[] {job.outputFileId(), job.errorFileId()}) {
        if (id != null) {
          Path file = folder.resolve(files.size() + ".jsonl");
          files.add(file);
          api.download(id, file);
        }
      }
      return take(batch, job, files);
    } finally {
      for (int i = 0; i < 2; i++) {
        Files.deleteIfExists(folder.resolve(i + ".jsonl"));
      }
      Files.deleteIfExists(folder);
    }
  }

  private boolean take(DeskBatch batch, BatchJob job, List<Path> files) throws IOException {
    String runId = batch.isAwaited() ? config.getRunId() : batch.open().runId();
    Set<String> seen = new HashSet<>();
    List<CompletableFuture<Kept>> results = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          Optional<BatchLines.Result> result = BatchLines.read(line);
          BatchedRequest request = result.map(r -> batch.requests().get(r.customId())).orElse(null);
          if (request != null && seen.add(request.customId())) {
            ChatOutcome outcome = lines.outcome(result.orElseThrow(), parts(request));
            results.add(
                CompletableFuture.supplyAsync(
                    () -> keep(new Question(runId, batch.open().model(), request), job, outcome),
                    writers));
          }
        }
      }
    }
    boolean safe = true;
    for (CompletableFuture<Kept> result : results) {
      Kept kept = result.join();
      safe &= kept.error() == null;
      tell(batch, kept);
    }
    for (BatchedRequest request : batch.requests().values()) {
      if (!seen.contains(request.customId())) {
        tell(batch, new Kept(request.customId(), missing(job), null, null));
      }
    }
    return safe;
  }

  private void tell(DeskBatch batch, Kept kept) {
    List<Call> waiting = batch.take(kept.customId());
    for (Call call : waiting) {
      completions.add(new Completion(call, kept.outcome(), kept.entry(), kept.error()));
    }
    if (waiting.isEmpty() && kept.entry() != null) {
      unclaimed.add(kept.entry());
    }
  }

  /** Nobody waits any more in a batch that completed: then the service may bill what it lost. */
  private static ChatOutcome missing(BatchJob job) {
    return job.status().equals("completed")
        ? ChatOutcome.failed(Kind.LOST, "the batch completed without an answer to it")
        : ChatOutcome.failed(Kind.TRANSIENT, "the batch was " + job.status() + " before its turn");
  }

  /** A request, and the run that its answer is put down to. */
  private record Question(String runId, String model, BatchedRequest request) {}

  private Kept keep(Question question, BatchJob job, ChatOutcome outcome) {
    BatchedRequest request = question.request();
    if (!(outcome instanceof Answered answer)) {
      return new Kept(request.customId(), outcome, null, null);
    }
    Instant ended = job.ended();
    String answeredAt =
        (ended == null ? pace.now() : ended).truncatedTo(ChronoUnit.MILLIS).toString();
    LedgerEntry entry =
        Entries.of(answer)
            .setId(
                answeredAt.replaceAll("[^0-9]", "")
                    + "-"
                    + LedgerKey.sha256(job.id(), request.customId()).substring(0, 16))
            .setRunId(question.runId())
            .setAnsweredAt(answeredAt)
            .setStage(request.stage())
            .setDate(request.date())
            .setModel(question.model())
            .setPromptSha256(request.promptSha256())
            .setPapers(request.papers())
            .setCountedTokens(request.promptTokens())
            .setBatch(true)
            .build();
    try {
      config.getLedger().append(entry);
      return new Kept(request.customId(), outcome, entry, null);
    } catch (IOException e) {
      return new Kept(request.customId(), outcome, entry, String.valueOf(e.getMessage()));
    }
  }

  private static Set<Quirks.Part> parts(BatchedRequest request) {
    Set<Quirks.Part> parts = EnumSet.noneOf(Quirks.Part.class);
    for (Quirks.Part part : Quirks.Part.values()) {
      if (request.parts().contains(part.name())) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Answers that no call of this run waited for, handed over once. */
  List<LedgerEntry> takeUnclaimed() {
    List<LedgerEntry> entries = List.copyOf(unclaimed);
    unclaimed.clear();
    return entries;
  }
}
