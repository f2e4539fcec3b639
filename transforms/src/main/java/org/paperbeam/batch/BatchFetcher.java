package org.paperbeam.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.AnswerKeeper;
import org.paperbeam.calls.Call;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallEnd;
import org.paperbeam.hash.Sha256;
import org.paperbeam.http.BodyText;
import org.paperbeam.ledger.BatchedRequest;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.llm.BatchLines;
import org.paperbeam.llm.ChatOutcome;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.Quirks;

/**
 * Fetches what a batch that ended has answered, puts every answer into the ledger, and only then
 * tells the calls that wait for it. The same batch gives the same entries, with the same ids, to
 * every run that fetches it. Used by the lane's thread.
 */
final class BatchFetcher {
  private final BatchSettings settings;
  private final BatchApi api;
  private final BatchLines lines;
  private final AnswerKeeper keeper;
  private final CallChannel channel;
  private final List<LedgerEntry> unclaimed = new ArrayList<>();

  BatchFetcher(
      BatchSettings settings, BatchAccess access, AnswerKeeper keeper, CallChannel channel) {
    this.settings = settings;
    this.api = access.api();
    this.lines = access.lines();
    this.keeper = keeper;
    this.channel = channel;
  }

  /** What became of one request; {@code entry} and {@code error} as in {@link CallEnd}. */
  private record Fetched(
      String customId, ChatOutcome outcome, @Nullable LedgerEntry entry, @Nullable String error) {}

  /**
   * Fetches a batch that ended.
   *
   * @return whether every answer is safe in the ledger
   * @throws BatchException when a file cannot be had; nothing is done then
   */
  boolean fetch(PendingBatch batch, BatchJob job)
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

  private boolean take(PendingBatch batch, BatchJob job, List<Path> files) throws IOException {
    String runId = batch.isAwaited() ? settings.runId() : batch.open().runId();
    Set<String> seen = new HashSet<>();
    List<CompletableFuture<Fetched>> results = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader reader = reader(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          Optional<BatchLines.Result> result = BatchLines.read(line);
          BatchedRequest request = result.map(r -> batch.requests().get(r.customId())).orElse(null);
          if (request != null && seen.add(request.customId())) {
            ChatOutcome outcome = lines.outcome(result.orElseThrow(), parts(request));
            results.add(
                CompletableFuture.supplyAsync(
                    () -> keep(new Question(runId, batch.open().model(), request), job, outcome),
                    channel.writers()));
          }
        }
      }
    }
    boolean safe = true;
    for (CompletableFuture<Fetched> result : results) {
      Fetched kept = result.join();
      safe &= kept.error() == null;
      tell(batch, kept);
    }
    for (BatchedRequest request : batch.requests().values()) {
      if (!seen.contains(request.customId())) {
        tell(batch, new Fetched(request.customId(), missing(job), null, null));
      }
    }
    return safe;
  }

  /** Bytes that are no UTF-8 are replacement characters: they cost their own line at the most. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            BodyText.uncompressed(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  private void tell(PendingBatch batch, Fetched kept) {
    List<Call> waiting = batch.take(kept.customId());
    for (Call call : waiting) {
      channel.ends().add(new CallEnd(call, kept.outcome(), kept.entry(), kept.error()));
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

  private Fetched keep(Question question, BatchJob job, ChatOutcome outcome) {
    BatchedRequest request = question.request();
    if (!(outcome instanceof Answered answer)) {
      return new Fetched(request.customId(), outcome, null, null);
    }
    // The same batch gives the same entry to whoever fetches it.
    Instant ended = job.ended() == null ? channel.clock().now() : job.ended();
    String unique = Sha256.ofParts(job.id(), request.customId()).substring(0, 16);
    LedgerEntry entry =
        AnswerKeeper.entry(answer, ended, unique)
            .setRunId(question.runId())
            .setStage(request.stage())
            .setDate(request.date())
            .setModel(question.model())
            .setPromptSha256(request.promptSha256())
            .setPapers(request.papers())
            .setCountedTokens(request.promptTokens())
            .setBatch(true)
            .build();
    return new Fetched(request.customId(), outcome, entry, keeper.keep(entry).error());
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
