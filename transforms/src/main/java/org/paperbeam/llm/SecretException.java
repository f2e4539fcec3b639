package org.paperbeam.llm;

import java.io.IOException;

/** A secret that could not be read. Its message is one line for the user and never holds it. */
public final class SecretException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Kind {
    /** The one who asks may not read it; another machine's account may. */
    DENIED,
    /** There is no such secret, or nothing in it that could be one. */
    UNUSABLE,
    /** The service gives no answer; later it may. */
    AWAY
  }

  private final Kind kind;

  public SecretException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
