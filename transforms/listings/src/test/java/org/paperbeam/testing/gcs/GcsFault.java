package org.paperbeam.testing.gcs;

/**
 * What goes wrong with one request.
 *
 * @param type in what way
 * @param status the answer's status, for {@link Type#STATUS}
 */
public record GcsFault(Type type, int status) {
  /** The ways. */
  public enum Type {
    /** An error is answered, and nothing is done. */
    STATUS,
    /** The connection is dropped, and nothing is done. */
    RESET,
    /** It is done, but the connection is dropped before the answer. */
    DONE_BUT_RESET,
    /** It is done, and half of the answer's body arrives. */
    CUT,
    /** It is done; the answer's body comes a few bytes at a time. */
    DRIP
  }

  public static GcsFault status(int status) {
    return new GcsFault(Type.STATUS, status);
  }

  public static GcsFault of(Type type) {
    return new GcsFault(type, 0);
  }
}
