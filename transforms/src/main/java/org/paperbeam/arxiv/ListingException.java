package org.paperbeam.arxiv;

import java.io.IOException;

/**
 * An answer that cannot be used as a listing, or one that contradicts itself. The message is one
 * line for the user: what, where, and what to do.
 */
public class ListingException extends IOException {
  private static final long serialVersionUID = 1L;

  public ListingException(String message) {
    this(message, null);
  }

  public ListingException(String message, Throwable cause) {
    super(ArxivText.squeeze(message), cause);
  }
}
