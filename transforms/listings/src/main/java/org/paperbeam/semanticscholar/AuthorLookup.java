package org.paperbeam.semanticscholar;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.ServiceException;

/**
 * Finds the authors of many papers: those that are kept are not asked for, the others in questions
 * of up to {@link AuthorSource#MAX_IDS}. A question that fails where a smaller one may not is asked
 * again with half of its papers, down to one; a paper that fails alone is counted and stays
 * unknown. To be used once, by one thread.
 */
final class AuthorLookup {
  /**
   * So many failed questions in a row look like an outage, and not like a paper that the service
   * cannot answer for: nine halve 500 papers down to one, and some of its neighbours may be such
   * papers too.
   */
  static final int IN_A_ROW = 20;

  /** So many answered questions in a row are followed by one of twice the size. */
  private static final int ANSWERED_IN_A_ROW = 4;

  /** Hears of every paper once, in no order. */
  @FunctionalInterface
  interface Found {
    /**
     * @param authors null when the paper is not known
     */
    void paper(String id, @Nullable List<Author> authors);
  }

  private final AuthorSource source;
  private final AuthorCache cache;
  private final Supplier<Instant> now;
  private final Found found;
  private int failedInARow;
  private int answeredInARow;
  private long answered;
  private long failed;
  private String lastFailure = "";

  AuthorLookup(AuthorSource source, AuthorCache cache, Supplier<Instant> now, Found found) {
    this.source = source;
    this.cache = cache;
    this.now = now;
    this.found = found;
  }

  /** How many papers could not be looked up. */
  long failed() {
    return failed;
  }

  /** What was wrong with the last of them. */
  String lastFailure() {
    return lastFailure;
  }

  /** Finds all; throws {@link ServiceException} when the service cannot be used at all. */
  void find(SortedSet<String> ids) throws ServiceException, InterruptedException, IOException {
    Map<String, List<Author>> kept = cache.find(ids, now.get());
    kept.forEach(found::paper);
    if (!kept.isEmpty()) {
      AuthorMetrics.counter(AuthorMetrics.PAPERS_KEPT).inc(kept.size());
    }
    List<String> open = new ArrayList<>();
    for (String id : ids) {
      if (!kept.containsKey(id)) {
        open.add(id);
      }
    }
    int size = AuthorSource.MAX_IDS;
    for (int from = 0; from < open.size(); ) {
      List<String> batch = open.subList(from, Math.min(from + size, open.size()));
      Map<String, List<Author>> known = ask(batch);
      if (known == null && batch.size() == 1 && (answered == 0 || failedInARow >= IN_A_ROW)) {
        // Nothing smaller is left: an outage is waited out, and if it lasts the service is down.
        known = answer(batch, true);
      }
      if (known != null) {
        for (String id : batch) {
          found.paper(id, known.get(id));
        }
        from += batch.size();
        size = answeredInARow % ANSWERED_IN_A_ROW == 0 ? twice(size) : size;
      } else if (batch.size() > 1) {
        size = (batch.size() + 1) / 2;
      } else {
        failed++;
        found.paper(batch.get(0), null);
        from++;
      }
    }
  }

  private static int twice(int size) {
    return Math.min(2 * size, AuthorSource.MAX_IDS);
  }

  /** The answer, or null when it failed and a smaller question may not. */
  private @Nullable Map<String, List<Author>> ask(List<String> batch)
      throws ServiceException, InterruptedException, IOException {
    try {
      return answer(batch, false);
    } catch (ServiceException e) {
      if (!e.smallerMayDo()) {
        throw e;
      }
      answeredInARow = 0;
      failedInARow++;
      lastFailure = e.getMessage();
      return null;
    }
  }

  private Map<String, List<Author>> answer(List<String> batch, boolean patient)
      throws ServiceException, InterruptedException, IOException {
    Map<String, List<Author>> known = source.authorsOf(batch, patient);
    failedInARow = 0;
    answeredInARow++;
    answered++;
    cache.add(known, now.get());
    AuthorMetrics.counter(AuthorMetrics.BATCHES).inc();
    AuthorMetrics.counter(AuthorMetrics.PAPERS_ASKED).inc(batch.size());
    AuthorMetrics.counter(AuthorMetrics.PAPERS_UNKNOWN).inc(batch.size() - known.size());
    return known;
  }
}
