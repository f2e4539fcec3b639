package org.paperbeam.metrics;

/**
 * The metrics of the job as a whole, by name; those of single sources stand beside them (arxiv,
 * semanticscholar, snapshot). They are public: dashboards and the command line read them, so a name
 * stays once it is released. They count attempts, so a bundle that is tried again counts twice: the
 * run report takes no number from here. No name holds data.
 */
public final class PaperbeamMetrics {
  /** The namespace of the metrics named here. */
  public static final String NAMESPACE = "paperbeam";

  /** Counter: days that the run was asked for. */
  public static final String DAYS_ASKED = "days_asked";

  /** Counter: days whose files are written. */
  public static final String DAYS_PUBLISHED = "days_published";

  /** Counter: papers that the announce types and categories ask for, each once a date. */
  public static final String PAPERS_LISTED = "papers_listed";

  /** Counter: papers whose authors are looked up, from when that begins. */
  public static final String PAPERS_FOR_AUTHORS = "papers_for_authors";

  /** Counter: papers that the learnt pre-filter rules out. */
  public static final String PAPERS_PREFILTERED = "papers_prefiltered";

  /** Counter: papers that the scorer has to decide in this run; those of the ledger are not. */
  public static final String PAPERS_TO_SCORE = "papers_to_score";

  /** Counter: those of {@link #PAPERS_TO_SCORE} that are answered or given up. */
  public static final String PAPERS_DECIDED = "papers_decided";

  /** Counter: papers that were given up and stand in {@code unscored/}. */
  public static final String PAPERS_UNSCORED = "papers_unscored";

  /** Counter: answers taken from the ledger, which cost nothing. */
  public static final String LEDGER_HITS = "ledger_hits";

  /** Counter: lanes that began to ask; before that no other counter of the LLM's moves. */
  public static final String LANES_STARTED = "lanes_started";

  /** Counter: calls to the LLM, repeated ones included. */
  public static final String LLM_REQUESTS = "llm_requests";

  /** Counter: calls that repeat one that failed. */
  public static final String LLM_RETRIES = "llm_retries";

  /** Counter: calls that the service refused for their rate. */
  public static final String LLM_RATE_LIMITED = "llm_rate_limited";

  /**
   * Counter: calls that brought no answer, those refused for their rate included; the label of
   * their {@link org.paperbeam.failure.FailureKind} comes behind, e.g. {@code llm_failed_broken}.
   */
  public static final String LLM_FAILED = "llm_failed_";

  /** Counter: prompt tokens as the service counts them, cached ones included. */
  public static final String LLM_PROMPT_TOKENS = "llm_prompt_tokens";

  /** Counter: the part of the prompt tokens that is billed at the cached price. */
  public static final String LLM_CACHED_TOKENS = "llm_cached_tokens";

  /** Counter: completion tokens as the service counts them. */
  public static final String LLM_COMPLETION_TOKENS = "llm_completion_tokens";

  /** Counter: cost in millionths of a US dollar; stays 0 when the model's price is unknown. */
  public static final String LLM_COST_MICROUSD = "llm_cost_microusd";

  /** Counter: milliseconds for which calls waited for the limits. */
  public static final String LLM_THROTTLED_MS = "llm_throttled_ms";

  /** Gauge: calls in flight. */
  public static final String LLM_IN_FLIGHT = "llm_in_flight";

  /**
   * Gauge: when the last answer came, in seconds since 1970 (UTC). How old it is tells a lane that
   * is stuck from one that works, for an alert.
   */
  public static final String LLM_LAST_ANSWER_S = "llm_last_answer_s";

  /** Distribution: calls that were ready and had to wait, looked at whenever a call starts. */
  public static final String LLM_QUEUE = "llm_queue";

  /** Distribution: milliseconds from a call's start to its answer. */
  public static final String LLM_LATENCY_MS = "llm_latency_ms";

  private PaperbeamMetrics() {}
}
