package org.paperbeam.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.paperbeam.http.LargestBody;
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
  /** As of an answer that comes alone. */
  private static final int LARGEST_MB = 16;

  private static final int LARGEST_LINE = LargestBody.alone(LARGEST_MB);

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

  /** What became of the answers of a batch. */
  enum Result {
    /** Every one is safe in the ledger. */
    SAFE,
    /** One could not be kept. */
    NOT_SAFE,
    /** They are fewer than the service counts, or of another batch: none was taken. */
    ODD
  }

  /** What became of one request; {@code entry} and {@code error} as in {@link CallEnd}. */
  private record Fetched(
      String customId, ChatOutcome outcome, @Nullable LedgerEntry entry, @Nullable String error) {}

  /**
   * Fetches a batch that ended.
   *
   * @param asTheyAre takes the answers also when they cannot be all
   * @throws BatchException when a file cannot be had; nothing is done then
   */
  Result fetch(PendingBatch batch, BatchJob job, boolean asTheyAre)
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
      return take(batch, job, files, asTheyAre);
    } finally {
      for (int i = 0; i < 2; i++) {
        Files.deleteIfExists(folder.resolve(i + ".jsonl"));
      }
      Files.deleteIfExists(folder);
    }
  }

  private Result take(PendingBatch batch, BatchJob job, List<Path> files, boolean asTheyAre)
      throws IOException {
    Answers answers = read(batch, files);
    if (!asTheyAre && answers.areOdd(batch, job)) {
      return Result.ODD;
    }
    String runId = batch.isAwaited() ? settings.runId() : batch.open().runId();
    List<CompletableFuture<Fetched>> results = new ArrayList<>();
    answers
        .outcomes()
        .forEach(
            (id, outcome) ->
                results.add(
                    CompletableFuture.supplyAsync(
                        () ->
                            keep(
                                new Question(runId, batch.open().model(), batch.requests().get(id)),
                                job,
                                outcome),
                        channel.writers())));
    boolean safe = true;
    for (CompletableFuture<Fetched> result : results) {
      Fetched kept = result.join();
      safe &= kept.error() == null;
      tell(batch, kept);
    }
    for (String id : batch.requests().keySet()) {
      if (!answers.outcomes().containsKey(id)) {
        tell(batch, new Fetched(id, missing(job), null, null));
      }
    }
    return safe ? Result.SAFE : Result.NOT_SAFE;
  }

  /**
   * What the files of a batch say.
   *
   * @param outcomes what became of its requests, by their ids
   * @param lines all lines, also those that cannot be read or are of no request of the batch
   * @param strange those that can be read and are of no request of it
   */
  private record Answers(Map<String, ChatOutcome> outcomes, int lines, int strange) {
    /** Whether they cannot be all of it, so that what is missing is not known to be over. */
    boolean areOdd(PendingBatch batch, BatchJob job) {
      boolean noneIsOurs = outcomes.isEmpty() && strange == lines;
      return lines < Math.min(job.completed(), batch.requests().size())
          || (noneIsOurs && job.status().equals("completed"));
    }
  }

  private Answers read(PendingBatch batch, List<Path> files) throws IOException {
    Map<String, ChatOutcome> outcomes = new LinkedHashMap<>();
    int all = 0;
    int strange = 0;
    for (Path file : files) {
      try (ResultLines reader = reader(file)) {
        for (ResultLines.Line line = reader.next(); line != null; line = reader.next()) {
          all += line.text().isBlank() ? 0 : 1;
          if (line.tooLarge()) {
            String id = line.idAtItsBeginning();
            if (id != null && batch.requests().containsKey(id)) {
              outcomes.putIfAbsent(id, tooLarge());
            }
            continue;
          }
          Optional<BatchLines.Result> result = BatchLines.read(line.text());
          BatchedRequest request = result.map(r -> batch.requests().get(r.customId())).orElse(null);
          if (request == null) {
            strange += result.isPresent() ? 1 : 0;
          } else if (!(outcomes.get(request.customId()) instanceof Answered)) {
            // Of two lines with one id an answer counts before an error, and the first of two.
            outcomes.put(request.customId(), lines.outcome(result.orElseThrow(), parts(request)));
          }
        }
      }
    }
    return new Answers(outcomes, all, strange);
  }

  private static ResultLines reader(Path file) throws IOException {
    return new ResultLines(BodyText.uncompressed(Files.newInputStream(file)), LARGEST_LINE);
  }

  /** The service has answered, and bills it. */
  private static ChatOutcome tooLarge() {
    return ChatOutcome.failed(
        Kind.LOST, "its answer in the batch's file is larger than %d MB".formatted(LARGEST_MB));
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
