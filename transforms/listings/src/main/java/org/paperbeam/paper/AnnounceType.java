package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a paper comes to stand on a day's listing, in arXiv's own terms
 * (info.arxiv.org/help/rss_specifications.html). The order is the order of preference when one
 * paper stands on a listing more than once.
 */
public enum AnnounceType {
  /** Announced for the first time, in its primary category. */
  NEW("new"),
  /** A cross-list: announced in a category that is not its primary one. */
  CROSS("cross"),
  /** A new version of an older paper, in its primary category. */
  REPLACE("replace"),
  /** A new version of an older paper, in a category that is not its primary one. */
  REPLACE_CROSS("replace-cross");

  private final String label;

  AnnounceType(String label) {
    this.label = label;
  }

  /** The word arXiv and our files use, e.g. {@code replace-cross}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The type with that label, or empty when arXiv never says such a thing. */
  public static Optional<AnnounceType> ofLabel(String label) {
    return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst();
  }
}
