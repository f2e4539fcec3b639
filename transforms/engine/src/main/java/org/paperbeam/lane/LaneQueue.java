package org.paperbeam.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * The calls that a lane has still to make: those that are ready, date by date in the order in which
 * the dates came and scores before titles, so that few dates are under way and one after another is
 * whole; and those that wait for their back-off. Used by the lane's thread.
 */
final class LaneQueue {
  private record Later(LaneTask task, long notBefore) {}

  /** Which calls come before which. */
  private record Rank(int day, boolean titles) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      return Comparator.comparingInt(Rank::day).thenComparing(Rank::titles).compare(this, other);
    }

    static Rank of(LaneTask task) {
      return new Rank(task.day().order(), task.stage() == Stage.TITLES);
    }
  }

  /** A date is to be published soon after its last paper but these is decided. */
  private static final int MOST_DATES = 5;

  private final Prompts prompts;

  /** Papers that wait to be asked about again, in the order in which they came. */
  private final List<AskedQuestion> again = new ArrayList<>();

  private final NavigableMap<Rank, Deque<LaneTask>> ready = new TreeMap<>();
  private int readyCalls;
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::notBefore));

  LaneQueue(Prompts prompts) {
    this.prompts = prompts;
  }

  /** Packs papers of a date into calls behind its others of that stage; how many calls. */
  int pack(Stage stage, List<AskedQuestion> asks) {
    List<List<AskedQuestion>> batches =
        prompts.cut(
            stage,
            asks,
            ask -> ask.question().paper(),
            ask -> ask.question().tokens(stage),
            ask -> ask.question().shuffledBy());
    batches.forEach(batch -> addLast(LaneTask.whole(stage, batch)));
    return batches.size();
  }

  /**
   * Takes the papers of a date that are to be asked about again. They are few, so that they wait
   * for those of the next dates until there are enough for a call; but not for many dates.
   */
  void askAgain(List<AskedQuestion> asks) {
    again.addAll(asks);
    while (again.size() >= prompts.mostPapers()) {
      List<AskedQuestion> enough = again.subList(0, prompts.mostPapers());
      pack(Stage.SCORES, List.copyOf(enough));
      enough.clear();
    }
    if (again.stream().map(AskedQuestion::day).distinct().count() >= MOST_DATES) {
      askAgainNow();
    }
  }

  /** Queues those, too, that are not enough for a call: there is nothing else to ask meanwhile. */
  void askAgainNow() {
    pack(Stage.SCORES, List.copyOf(again));
    again.clear();
  }

  /** The next call that is ready; null when there is none. */
  @Nullable LaneTask first() {
    return ready.isEmpty() ? null : ready.firstEntry().getValue().peekFirst();
  }

  /** Takes out the call that {@link #first} gave. */
  void remove(LaneTask task) {
    Rank rank = Rank.of(task);
    Deque<LaneTask> calls = ready.get(rank);
    calls.removeFirst();
    if (calls.isEmpty()) {
      ready.remove(rank);
    }
    readyCalls--;
  }

  void addLast(LaneTask task) {
    alike(task).addLast(task);
  }

  /** Before all others of its date and stage: a call that was made before. */
  void addFirst(LaneTask task) {
    alike(task).addFirst(task);
  }

  private Deque<LaneTask> alike(LaneTask task) {
    readyCalls++;
    return ready.computeIfAbsent(Rank.of(task), rank -> new ArrayDeque<>());
  }

  /** A call for later, in nanoseconds of the lane's clock. */
  void addLater(LaneTask task, long notBefore) {
    later.add(new Later(task, notBefore));
  }

  /** Makes the calls ready whose time has come. */
  void promote(long now) {
    while (!later.isEmpty() && later.peek().notBefore() - now <= 0) {
      addFirst(later.remove().task());
    }
  }

  /** Whether no call waits for its time. */
  boolean nothingLater() {
    return later.isEmpty();
  }

  /** Nanoseconds until the next call's time comes; the largest number when there is none. */
  long untilLater(long now) {
    return later.isEmpty() ? Long.MAX_VALUE : Math.max(0, later.peek().notBefore() - now);
  }

  /** Whether anything has still to be asked, ready or not. */
  boolean isUsed() {
    return ready() > 0 || !later.isEmpty() || !again.isEmpty();
  }

  /** Calls that are ready. */
  int ready() {
    return readyCalls;
  }

  /** Everything that has still to be asked, ready or not. */
  List<LaneTask> all() {
    List<LaneTask> all = new ArrayList<>();
    ready.values().forEach(all::addAll);
    later.forEach(l -> all.add(l.task()));
    return all;
  }
}
