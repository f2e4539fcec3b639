package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a listed paper. Every record has exactly one of these in the end. */
public enum Outcome {
  /** In the digest. */
  SELECTED,
  /** Scored, and below a cut-off. */
  BELOW_CUTOFF,
  /** The LLM called its title clearly irrelevant. */
  TITLE_FILTERED,
  /** No author reaches the h-index that the reader asks for. */
  H_INDEX_FILTERED,
  /** Dropped by the pre-filter. */
  PREFILTERED,
  /** Could not be scored; stands in {@code unscored/} too, and is asked again by the next run. */
  UNSCORED;

  /** The word our files use, e.g. {@code below_cutoff}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
