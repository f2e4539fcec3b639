package org.paperbeam.arxiv;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An answer that is none of the service: blank, an HTML page, a few words, or XML that breaks off.
 * The service is busy or broken; asked again it may answer.
 */
final class UnreadableException extends ListingException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
