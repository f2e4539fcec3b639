package org.paperbeam.batch;

import java.io.Serializable;
import org.paperbeam.llm.BatchApi;

/**
 * Whether and how calls go through the Batch API, for the whole job.
 *
 * @param on whether new calls do; open batches of earlier runs are continued either way
 * @param pollSeconds how often an open batch is looked at, 1 to 3,600; default 30
 * @param mostRequests in one batch, 1 to 50,000; the API's own limit is the default
 * @param mostBytes in one batch's file, above 0, at most 200 MB. A batch is in memory until it is
 *     sent, so the default is half of that
 */
public record BatchOptions(boolean on, int pollSeconds, int mostRequests, long mostBytes)
    implements Serializable {
  /** What {@code --llmBatchPollSeconds} is when nobody says it. */
  public static final int DEFAULT_POLL_SECONDS = 30;

  public BatchOptions {
    check("pollSeconds", pollSeconds, 3600);
    check("mostRequests", mostRequests, BatchApi.MOST_REQUESTS);
    check("mostBytes", mostBytes, BatchApi.MOST_BYTES);
  }

  /** Calls one by one. */
  public static BatchOptions online() {
    return of(false, DEFAULT_POLL_SECONDS);
  }

  /** Within the limits of the API. */
  public static BatchOptions of(boolean on, int pollSeconds) {
    return new BatchOptions(on, pollSeconds, BatchApi.MOST_REQUESTS, BatchApi.MOST_BYTES / 2);
  }

  private static void check(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 to " + most);
    }
  }
}
