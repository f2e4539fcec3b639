package org.paperbeam.llm;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.Remedy;
import org.paperbeam.limit.RateHints;

/** How a call ended. A call always ends with one of these, never with an exception. */
public sealed interface ChatOutcome {
  /** What the headers said of the limits. */
  RateHints hints();

  /**
   * The service answered, and will bill it.
   *
   * @param text the answer as it came, possibly empty
   * @param finishReason e.g. {@code stop}, {@code length}, {@code content_filter}; {@code refusal}
   *     when the text is the model's refusal, {@code no choices} when there was no answer at all
   */
  record Answered(String text, String finishReason, Usage usage, RateHints hints)
      implements ChatOutcome {}

  /**
   * No answer.
   *
   * @param detail a few words for people: the status and the service's own message
   * @param why what sort of failure it is, should it end the run
   * @param remedy what the user can do about it then
   */
  record Failed(Kind kind, String detail, RateHints hints, FailureKind why, Remedy remedy)
      implements ChatOutcome {
    /** With the sort of failure that its kind mostly is. */
    public Failed(Kind kind, String detail, RateHints hints) {
      this(kind, detail, hints, kind.mostly, Remedy.NONE);
    }

    /** The same failure, of that sort. */
    public Failed because(FailureKind sort) {
      return new Failed(kind, detail, hints, sort, remedy);
    }

    /** The same failure, with what the user can do. */
    public Failed withRemedy(Remedy what) {
      return new Failed(kind, detail, hints, why, what);
    }
  }

  /** What a failure means for the next step. */
  enum Kind {
    /** Refused for the rate: wait, then ask again; no attempt. */
    RATE(FailureKind.OVERLOADED),
    /** The service says that it could not answer (5xx, 408, 409): ask again; nothing is billed. */
    TRANSIENT(FailureKind.BROKEN),
    /** Time-out, reset, an unreadable body: ask again, but the service may bill the first call. */
    LOST(FailureKind.BROKEN),
    /** Longer than the model's context: ask about fewer papers. */
    TOO_LONG(FailureKind.REFUSED),
    /** The service does not take a parameter; the quirks now know it, ask again at once. */
    UNSUPPORTED(FailureKind.REFUSED),
    /** Not made at all, through no fault of the question: ask again; no attempt, nothing billed. */
    NOT_MADE(FailureKind.UNKNOWN),
    /** Refused, nobody says why: the same question will be refused again. */
    REJECTED(FailureKind.REFUSED),
    /** Refused for what the papers say, in the service's own words: no other paper is to blame. */
    MODERATED(FailureKind.REFUSED),
    /** Key, model or quota: no call can succeed, the run must end. */
    FATAL(FailureKind.REFUSED);

    private final FailureKind mostly;

    Kind(FailureKind mostly) {
      this.mostly = mostly;
    }
  }

  /** The failure with that kind, without hints. */
  static Failed failed(Kind kind, @Nullable String detail) {
    return new Failed(kind, detail == null ? kind.name() : detail, RateHints.NONE);
  }
}
