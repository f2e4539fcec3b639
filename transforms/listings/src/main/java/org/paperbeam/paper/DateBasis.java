package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonValue;

/** How sure the announcement date of a paper is. */
public enum DateBasis {
  /** The source itself says on which day the paper was announced. */
  EXACT("exact"),
  /** Worked out from the submission time: moderation holds some papers back for days. */
  INFERRED("inferred");

  private final String label;

  DateBasis(String label) {
    this.label = label;
  }

  /** The word our files use. */
  @JsonValue
  public String label() {
    return label;
  }
}
