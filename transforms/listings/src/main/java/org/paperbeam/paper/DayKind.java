package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of day a date is in arXiv's schedule (info.arxiv.org/help/availability.html). */
public enum DayKind {
  /** A day that carries a listing, even when that listing is empty. */
  ANNOUNCED,
  /** A weekday without a listing because arXiv rests. */
  HOLIDAY,
  /** Saturday or Sunday: never a listing. */
  WEEKEND,
  /** A day whose listing has not come out yet. */
  NOT_ANNOUNCED_YET;

  /** The word our files use, e.g. {@code not_announced_yet}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
