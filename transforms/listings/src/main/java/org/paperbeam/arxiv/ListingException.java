package org.paperbeam.arxiv;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;

/**
 * An answer that cannot be used as a listing, or one that contradicts itself. The message is one
 * line for the user: what is wrong, where, and what to do.
 */
class ListingException extends FailureException {
  private static final long serialVersionUID = 1L;

  /** An answer that cannot be read. */
  public ListingException(String message) {
    this(message, null);
  }

  /** An answer that cannot be read, for a reason below. */
  public ListingException(String message, @Nullable Throwable cause) {
    this(FailureKind.BROKEN, Remedy.NONE, message, cause);
  }

  public ListingException(FailureKind kind, Remedy remedy, String message) {
    this(kind, remedy, message, null);
  }

  public ListingException(
      FailureKind kind, Remedy remedy, String message, @Nullable Throwable cause) {
    super(kind, remedy, ArxivText.squeeze(message), cause);
  }
}
