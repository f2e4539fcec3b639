package org.paperbeam.semanticscholar;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * The counters of {@link FindAuthors}. They count attempts and show progress; a day's numbers come
 * from the records.
 */
public final class AuthorMetrics {
  /** The namespace of all counters here. */
  public static final String NAMESPACE = "paperbeam.authors";

  /** Questions that were answered, of up to 500 papers each. */
  public static final String BATCHES = "author_batches";

  /** Distinct papers that were asked about. */
  public static final String PAPERS_ASKED = "author_papers_asked";

  /** Distinct papers whose authors were kept from an earlier run. */
  public static final String PAPERS_KEPT = "author_papers_kept";

  /** Distinct papers that are not known. */
  public static final String PAPERS_UNKNOWN = "author_papers_unknown";

  /** Records selected for a followed author. */
  public static final String MATCHES = "author_matches";

  /** Records left out for the h-index. */
  public static final String H_INDEX_FILTERED = "h_index_filtered";

  private AuthorMetrics() {}

  static Counter counter(String name) {
    return Metrics.counter(NAMESPACE, name);
  }
}
