package org.paperbeam.records;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a paper that the digest of an earlier day has shown. */
public enum Repeats {
  /** It is in the digest, and marked as seen before. */
  MARK,
  /** It is selected and marked in the records, and not in the digest. */
  DROP,
  /** It is in the digest as any other. */
  SHOW;

  /** The word our files use, e.g. {@code drop}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
