package org.paperbeam.failure;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A failure that whoever meets it has given a kind. The message is one line for the user: what is
 * wrong, and where.
 */
public class FailureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final Remedy remedy;

  public FailureException(FailureKind kind, String message) {
    this(kind, Remedy.NONE, message, null);
  }

  public FailureException(FailureKind kind, Remedy remedy, String message) {
    this(kind, remedy, message, null);
  }

  public FailureException(
      FailureKind kind, Remedy remedy, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public final FailureKind kind() {
    return kind;
  }

  public final Remedy remedy() {
    return remedy;
  }

  /** The kind of any failure of input or output: {@link FailureKind#STORAGE} without one. */
  public static FailureKind kindOf(IOException failure) {
    return failure instanceof FailureException known ? known.kind() : FailureKind.STORAGE;
  }

  /** The remedy of any failure of input or output: {@link Remedy#NONE} without one. */
  public static Remedy remedyOf(IOException failure) {
    return failure instanceof FailureException known ? known.remedy() : Remedy.NONE;
  }
}
