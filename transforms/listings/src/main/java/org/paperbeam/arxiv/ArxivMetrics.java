package org.paperbeam.arxiv;

/**
 * Names of the counters that a listing shows while it runs. They count attempts, retried bundles
 * included; a day's numbers come from {@link org.paperbeam.paper.DayFacts}.
 */
public final class ArxivMetrics {
  /** The namespace of all of them. */
  public static final String NAMESPACE = "paperbeam.arxiv";

  /** Answers asked of arXiv's services. */
  public static final String REQUESTS = "arxiv_requests";

  /** Answers taken from the listing cache instead. */
  public static final String CACHED_ANSWERS = "arxiv_cached_answers";

  /** Time spent in waiting: between requests, and for a service that puts us off. */
  public static final String WAITED = "arxiv_waited_ms";

  /** Papers in scope. */
  public static final String PAPERS = "arxiv_papers_listed";

  private ArxivMetrics() {}
}
