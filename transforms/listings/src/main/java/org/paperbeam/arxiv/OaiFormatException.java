package org.paperbeam.arxiv;

/** Records in another format than the one that was asked for: not one record is odd, but all. */
final class OaiFormatException extends ListingException {
  private static final long serialVersionUID = 1L;

  OaiFormatException(String message) {
    super(message);
  }
}
