package org.paperbeam.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.llm.BatchJob;

/** What people are told of batches: while they wait, and when the run has ended. */
final class BatchMessages {
  /** What has not changed is told again after that. */
  private static final long AGAIN = TimeUnit.MINUTES.toNanos(10);

  private final Consumer<String> notices;
  private final int pollSeconds;
  private @Nullable String trouble;
  private long troubleToldAt;
  private final Set<String> warnings = new LinkedHashSet<>();

  BatchMessages(Consumer<String> notices, int pollSeconds) {
    this.notices = notices;
    this.pollSeconds = pollSeconds;
  }

  void tell(String text) {
    notices.accept(text);
  }

  void warn(String text) {
    warnings.add(text);
    tell(text);
  }

  /** What the user should know when the run has ended. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void sent(PendingBatch batch) {
    tell(
        "%s of %s is at the service (%s); stop the run if you like: the same command goes on with it"
            .formatted(batch.title(), size(batch), batch.id()));
  }

  void adopted(PendingBatch batch) {
    OpenBatch open = batch.open();
    tell(
        "%s of %s is open since run %s (%s): its answers are fetched, not asked again"
            .formatted(batch.title(), size(batch), open.runId(), batch.id()));
  }

  void elsewhere(OpenBatch batch) {
    warn(
        "%s (%s) is open at %s and is left there: what it asks is asked again here"
            .formatted(batch.name(), size(batch.requests().size()), batch.url()));
  }

  void unknown(PendingBatch batch) {
    warn(
        "%s: the service does not know it or its files any more; what it had not answered is asked"
                .formatted(batch.id())
            + " again");
  }

  /** Something about a batch that may be of the moment. */
  void doubtful(PendingBatch batch, String what, long now) {
    troubled(batch.title() + " (" + batch.id() + ")", what, now);
  }

  void staysOpen(PendingBatch batch) {
    warn(
        "%s (%s) stays open at the service; the same command fetches its answers"
            .formatted(batch.id(), size(batch)));
  }

  /** An error that may pass; the same one is told again after a while only. */
  void troubled(String what, String detail, long now) {
    String text = "%s: %s; tried again every %d s".formatted(what, detail, pollSeconds);
    if (!text.equals(trouble) || now - troubleToldAt >= AGAIN) {
      trouble = text;
      troubleToldAt = now;
      tell(text);
    }
  }

  void slowedDown(long nanos) {
    tell(
        "the service refuses requests for their rate (429): the next batch goes in %d s"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(nanos)));
  }

  void progress(PendingBatch batch, BatchJob job, long now) {
    String text =
        job.status().equals("validating")
            ? "%s: validating, %s".formatted(batch.title(), size(batch))
            : "%s: %d of %d requests done, %d failed"
                .formatted(batch.title(), job.completed(), total(batch, job), job.failed());
    if (batch.isNews(text, now, AGAIN)) {
      tell(text + "; asked again in " + pollSeconds + " s");
    }
  }

  void ended(PendingBatch batch, BatchJob job) {
    tell(
        "%s: %s, %d of %d requests done, %d failed"
            .formatted(
                batch.title(), job.status(), job.completed(), total(batch, job), job.failed()));
    if (!job.status().equals("completed")) {
      warn(
          "%s: %s with %d of %d requests done; the others are asked again"
              .formatted(job.id(), job.status(), job.completed(), total(batch, job)));
    }
  }

  private static String size(PendingBatch batch) {
    return size(batch.requests().size());
  }

  private static String size(int requests) {
    return requests + (requests == 1 ? " request" : " requests");
  }

  private static int total(PendingBatch batch, BatchJob job) {
    return job.total() > 0 ? job.total() : batch.requests().size();
  }
}
