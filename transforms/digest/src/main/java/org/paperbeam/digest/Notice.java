package org.paperbeam.digest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something a reader has to know before reading a digest.
 *
 * @param text whole sentences, plain text
 */
public record Notice(Kind kind, String text) {
  /** What a notice is about. */
  public enum Kind {
    /** Papers could not be scored, or the cost cap was reached. */
    INCOMPLETE,
    /** No language model: relevance only. */
    OFFLINE,
    /** A listing without a paper that the profile asks for. */
    EMPTY,
    /** Papers that earlier digests show are left out. */
    REPEATS,
    /** The day was filled in later: when that was. */
    REMEDIAL,
    /** The dates are worked out from submission times. Not in Markdown: true of every backfill. */
    INFERRED;

    /** The word our files use, e.g. {@code incomplete}. */
    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
