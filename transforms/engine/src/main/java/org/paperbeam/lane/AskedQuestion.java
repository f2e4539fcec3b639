package org.paperbeam.lane;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperQuestion;

/** A paper on its way through the lane, and what was tried so far. Used by the lane's thread. */
final class AskedQuestion {
  private final LaneDay day;
  private PaperQuestion question;

  /** The same question on other dates, which wait for the answer to this one. */
  private final List<AskedQuestion> followers = new ArrayList<>();

  /** Calls that held this paper, those that ask for its score and its title alike. */
  private int calls;

  private @Nullable String rawAnswer;
  private String cause = "not asked";

  AskedQuestion(LaneDay day, PaperQuestion question) {
    this.day = day;
    this.question = question;
  }

  LaneDay day() {
    return day;
  }

  PaperQuestion question() {
    return question;
  }

  /** Its answers leave the decision open: this is asked next. */
  void again(PaperQuestion next) {
    question = next;
  }

  String id() {
    return question.paper().getArxivId();
  }

  void called() {
    calls++;
  }

  void follow(AskedQuestion other) {
    followers.add(other);
  }

  /** Those that are decided together with this one; handed over once. */
  List<AskedQuestion> takeFollowers() {
    List<AskedQuestion> all = List.copyOf(followers);
    followers.clear();
    return all;
  }

  /**
   * Remembers why the last call gave nothing for this paper, and the raw answer if there was one.
   */
  void missed(String why, @Nullable String raw) {
    cause = why;
    if (raw != null) {
      rawAnswer = raw;
    }
  }

  /** Why it stays without an answer. */
  Unanswered unanswered() {
    return new Unanswered(cause, calls, rawAnswer);
  }
}
