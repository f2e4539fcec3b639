package org.paperbeam.score;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.Lease;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.PastCalls;

/**
 * What others have used of the last minute's rate when a lane starts: this run, before it was
 * started again, and runs that ended just now.
 */
final class RateBefore {
  private RateBefore() {}

  /**
   * To be asked when the lane holds its lease; nothing is read when no rate is given.
   *
   * @param otherModel the model of another service, whose calls use none of this one's rate; null
   *     when there is none
   */
  static PastCalls of(ScoreConfig config, @Nullable String otherModel, Lease lease, Instant now)
      throws IOException {
    Ledger ledger = config.getLedger();
    LimitConfig limits = config.getLimits();
    if (limits.requestsPerMinute() == 0 && limits.tokensPerMinute() == 0) {
      return PastCalls.NONE;
    }
    Instant since = now.minus(PastCalls.HORIZON);
    Map<String, LedgerEntry> answered = new LinkedHashMap<>();
    Consumer<LedgerEntry> recent =
        entry -> {
          if (!entry.isBatch()
              && !entry.getModel().equals(otherModel)
              && !Instant.parse(entry.getAnsweredAt()).isBefore(since)) {
            answered.put(entry.getId(), entry);
          }
        };
    ledger.answeredSince(since).forEach(recent);
    // Those of a run that ended in order are under their months already.
    List<String> runs = lease.runsSince(since);
    if (!runs.isEmpty()) {
      ledger.readAllOf(runs, recent, damaged -> {});
    }
    return new PastCalls(
        answered.values().stream()
            .map(
                entry ->
                    new PastCalls.PastCall(
                        Instant.parse(entry.getAnsweredAt()),
                        entry.getPromptTokens() + entry.getCompletionTokens()))
            .toList(),
        !answered.isEmpty() || !runs.isEmpty());
  }
}
