package org.paperbeam.storage;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file that must be replaced and may not be: a retention policy or a hold of its bucket keeps it.
 * No fault that passes by trying again; the message says which policy of which place, and what to
 * do.
 */
public final class RetainedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String keeper;
  private final @Nullable String until;

  /**
   * A file that may not be replaced.
   *
   * @param path the whole path or URL
   * @param keeper what forbids it, e.g. {@code bucket b has a retention policy}
   * @param until the time from which on it may be replaced, ISO; null when nobody said one
   */
  public RetainedException(String path, String keeper, @Nullable String until, Throwable cause) {
    super(
        "%s cannot be replaced%s: %s; give the same command again %s, or choose a place without one"
            .formatted(
                path,
                until == null ? "" : " before " + until,
                keeper,
                until == null ? "when it is gone" : "after that"),
        cause);
    this.keeper = keeper;
    this.until = until;
  }

  /** What forbids it, e.g. {@code bucket b has a retention policy}. */
  public String keeper() {
    return keeper;
  }

  /** The time from which on the file may be replaced, ISO; null when it is not known. */
  public @Nullable String until() {
    return until;
  }
}
