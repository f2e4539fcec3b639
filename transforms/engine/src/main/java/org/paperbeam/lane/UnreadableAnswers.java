package org.paperbeam.lane;

import java.util.Optional;
import org.paperbeam.prompt.Stage;

/**
 * Counts answers that are paid and say nothing of any paper that was asked about, to stop a model
 * that gives no others. What could be read in part is an answer; the same question asked again does
 * not count again. Used by the lane's thread.
 */
final class UnreadableAnswers {
  /** A prompt of several papers says more about the model than one paper, which may be odd. */
  private static final int OF_MANY = 2;

  private static final int OF_ONE = 1;

  /** In a row, from the first answer on. */
  static final int FROM_THE_START = 8;

  /** In a row, after answers that could be read. */
  static final int AFTER_OTHERS = 12;

  /** So many questions tell what share of them is of no use. */
  private static final int MANY = 50;

  private static final double SHARE = 0.8;

  /** Titles that nobody judges pass, so it takes less to stop asking. */
  private static final int TITLES = 4;

  private int points;
  private int titlePoints;
  private boolean everRead;
  private boolean everReadTitles;
  private int questions;
  private int useless;

  /** An answer that could be read, at least in part. */
  void read(Stage stage) {
    if (stage == Stage.TITLES) {
      everReadTitles = true;
    } else {
      everRead = true;
      points = 0;
      questions++;
    }
  }

  /** An answer of which nothing could be read; why the lane must end, if that is too many. */
  Optional<String> unreadable(LaneTask task, String cause) {
    if (task.attempts() > 0) {
      return Optional.empty();
    }
    int weight = task.asks().size() > 1 ? OF_MANY : OF_ONE;
    if (task.stage() == Stage.TITLES) {
      titlePoints += weight;
      return Optional.empty();
    }
    points += weight;
    questions++;
    useless++;
    boolean inARow = points >= (everRead ? AFTER_OTHERS : FROM_THE_START);
    boolean mostly = questions >= MANY && useless >= SHARE * questions;
    return inARow || mostly ? Optional.of(cause) : Optional.empty();
  }

  /** Whether to ask about titles again is of no use. */
  boolean titlesAreUseless() {
    return !everReadTitles && titlePoints > TITLES;
  }

  /** Questions about abstracts whose answers could not be used. */
  int useless() {
    return useless;
  }
}
