package org.paperbeam.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of failure ended a run, or a part of it. Set where the failure is met. */
public enum FailureKind {
  /** The source works and still shows an earlier listing: the one asked for will come. */
  NOT_OUT_YET,

  /** What was named is not there: a file, a bucket, a secret, a model, a path, a day gone by. */
  MISSING,

  /** The service does not want this client or this question: asking again is no use. */
  REFUSED,

  /** There is no key, none that could be read, or one that the service does not accept. */
  CREDENTIAL,

  /** The credit or an allowance is used up. */
  QUOTA,

  /** No connection could be made: no network, no such host, nothing listens there. */
  UNREACHABLE,

  /** The service answered "later", or not in time, for longer than the run waits. */
  OVERLOADED,

  /** The service continued to fail, or what it says cannot be read. */
  BROKEN,

  /** The source says two things that cannot both be true. */
  CONTRADICTION,

  /** The source gives less than all, and what is missing cannot be asked for this way. */
  INCOMPLETE,

  /** A file or folder could not be read or written, the run's own or a given one. */
  STORAGE,

  /** Somebody told the run to end. */
  STOPPED,

  /** None of the above: the runner ended the job, or this program has a fault. */
  UNKNOWN;

  /** The word in files, e.g. {@code not_out_yet}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
