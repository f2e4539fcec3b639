package org.paperbeam.arxiv;

/** An error that OAI-PMH reports, other than "nothing matches". */
public final class OaiProtocolException extends ListingException {
  private static final long serialVersionUID = 1L;

  /** The code of a token that is unknown or has expired. */
  static final String BAD_TOKEN = "badResumptionToken";

  private final String code;

  OaiProtocolException(String code, String text) {
    super("OAI-PMH reports " + code + (text.isBlank() ? "" : ": " + text));
    this.code = code;
  }

  /** The protocol's code, e.g. {@code badArgument}. */
  public String code() {
    return code;
  }
}
