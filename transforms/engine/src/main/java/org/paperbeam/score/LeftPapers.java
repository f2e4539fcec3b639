package org.paperbeam.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneOutput;
import org.paperbeam.lane.Unanswered;

/**
 * What the first service has left of the dates of a run: papers without an answer, and dates that
 * it came to no end with. Used by the lane's thread.
 */
final class LeftPapers {
  /** A date. */
  private static final class Day {
    private final Map<String, PaperQuestion> open = new LinkedHashMap<>();
    private final Map<String, Unanswered> reasons = new LinkedHashMap<>();

    /** Whether the first service has come to its end with it. */
    private boolean ended;
  }

  private final Map<String, Day> days = new TreeMap<>();

  /** The first service comes to that date. */
  void begin(DayPrompts prompts) {
    Day day = new Day();
    prompts.questions().forEach(question -> day.open.put(id(question), question));
    days.put(prompts.getDate(), day);
  }

  /** Somebody has answered. */
  void answered(PaperQuestion question) {
    days.get(question.paper().getDate()).open.remove(id(question));
  }

  /** The first service gives no answer. */
  void unanswered(PaperQuestion question, Unanswered why) {
    days.get(question.paper().getDate()).reasons.put(id(question), why);
  }

  /** Why the first service gave no answer; null when it was not asked to the end. */
  @Nullable Unanswered reason(PaperQuestion question) {
    return days.get(question.paper().getDate()).reasons.get(id(question));
  }

  /** The first service has come to its end with that date; whether it left nothing of it. */
  boolean isWhole(String date) {
    Day day = days.get(date);
    day.ended = true;
    if (day.open.isEmpty()) {
      days.remove(date);
      return true;
    }
    return false;
  }

  /** Whether the first service had come to its end with that date. */
  boolean hasEnded(String date) {
    return days.get(date).ended;
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** Papers that nobody has answered. */
  int papers() {
    return days.values().stream().mapToInt(day -> day.open.size()).sum();
  }

  /** The dates of which something is left, in their order. */
  List<String> dates() {
    return List.copyOf(days.keySet());
  }

  /** What is left of a date, as it was asked first. */
  List<PaperQuestion> of(String date) {
    return List.copyOf(days.get(date).open.values());
  }

  /** Leaves a date as the first service has left it. */
  void release(String date, LaneOutput out) {
    Day day = days.remove(date);
    if (!day.ended) {
      out.dayAbandoned(date);
      return;
    }
    day.open.forEach((id, question) -> out.unanswered(question, day.reasons.get(id)));
    out.dayDecided(date);
  }

  private static String id(PaperQuestion question) {
    return question.paper().getArxivId();
  }
}
