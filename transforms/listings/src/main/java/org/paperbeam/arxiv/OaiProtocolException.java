package org.paperbeam.arxiv;

import org.paperbeam.failure.Remedy;
import org.paperbeam.http.HttpAnswers;

/** An error that OAI-PMH reports, other than "nothing matches". */
final class OaiProtocolException extends ListingException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean tokenRefused;

  OaiProtocolException(String code, String text, HttpAnswers.Meaning meaning) {
    super(
        meaning.kind(),
        Remedy.NONE,
        "OAI-PMH reports " + code + (text.isBlank() ? "" : ": " + text));
    this.code = code;
    this.tokenRefused = meaning.step() == HttpAnswers.Step.ANEW;
  }

  /** Whether the token of the question is unknown or has expired. */
  boolean isTokenRefused() {
    return tokenRefused;
  }

  /** The protocol's code, e.g. {@code badArgument}. */
  public String code() {
    return code;
  }
}
