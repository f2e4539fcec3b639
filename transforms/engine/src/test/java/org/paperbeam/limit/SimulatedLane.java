package org.paperbeam.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Lanes that always have work, one after the other under the same limits, and the service they ask:
 * calls of random size and latency, some of which fail, on ways of random length; lanes are killed
 * with their calls in flight. Nothing here is real time.
 */
final class SimulatedLane {
  static final long SECOND = Duration.ofSeconds(1).toNanos();
  static final long MINUTE = 60 * SECOND;

  /** Anything: no lane knows what the clock's zero is. */
  private static final Instant EPOCH = Instant.parse("2025-03-26T00:00:00Z");

  /** What the service counts, at the moment when a call gets there. */
  record Arrival(long at, long tokens) {}

  /**
   * How calls are.
   *
   * @param smallest tokens that a call can take at most; the others are up to {@code largest}
   * @param leastUsed the part of that which the call with the shortest answer takes
   * @param slowest until a call is answered; the fastest takes a tenth of it
   * @param failing the share of calls that end without an answer
   */
  record Calls(
      long smallest, long largest, double leastUsed, Duration slowest, double failing, int flying) {
    static Calls small(long limit) {
      return new Calls(limit / 200, limit / 50, 0.8, Duration.ofSeconds(4), 0, 64);
    }
  }

  private enum End {
    ANSWERED,
    FAILED,
    REFUSED,
    NOT_MADE
  }

  private record Flying(Start start, long used, long endsAt, End end) {}

  private final LimitConfig limits;
  private final Calls calls;
  private final Random random;
  final List<Arrival> arrivals = new ArrayList<>();
  private final List<PastCalls.PastCall> ledger = new ArrayList<>();
  private long now;

  SimulatedLane(LimitConfig limits, Calls calls, long seed) {
    this.limits = limits;
    this.calls = calls;
    this.random = new Random(seed);
    this.now = random.nextLong() >> 3;
  }

  long now() {
    return now;
  }

  /** A pause between two lanes, or one in which nobody has work. */
  void pass(Duration time) {
    now += time.toNanos();
  }

  /** A lane that lives so long, and is killed then; it may have nothing to do now and then. */
  void lane(Duration life, boolean idles) {
    long end = now + life.toNanos();
    Throttle throttle = new Throttle(limits, past(), now, time(now));
    PriorityQueue<Flying> flying = new PriorityQueue<>(Comparator.comparing(Flying::endsAt));
    while (true) {
      if (idles && random.nextInt(30) == 0) {
        now += (long) (random.nextDouble() * 20 * SECOND);
      }
      long most = calls.smallest() + random.nextLong(calls.largest() - calls.smallest() + 1);
      waitUntilOneMayStart(throttle, most, flying, end);
      if (now >= end) {
        now = end;
        return;
      }
      flying.add(start(throttle, most));
    }
  }

  private PastCalls past() {
    Instant first = time(now).minus(PastCalls.HORIZON);
    return new PastCalls(
        ledger.stream().filter(call -> call.answeredAt().isAfter(first)).toList(),
        !arrivals.isEmpty());
  }

  private static Instant time(long nanos) {
    return EPOCH.plusNanos(nanos);
  }

  private void waitUntilOneMayStart(
      Throttle throttle, long most, PriorityQueue<Flying> flying, long end) {
    while (now < end) {
      Flying next = flying.peek();
      if (next != null && next.endsAt() <= now) {
        ended(throttle, flying.remove());
        continue;
      }
      boolean full = flying.size() >= calls.flying();
      long delay = full ? Long.MAX_VALUE / 4 : throttle.delay(most, now);
      if (delay == 0) {
        return;
      }
      now = next == null ? now + delay : Math.min(now + delay, next.endsAt());
    }
  }

  private Flying start(Throttle throttle, long most) {
    long used = (long) (most * (calls.leastUsed() + (1 - calls.leastUsed()) * random.nextDouble()));
    End end =
        random.nextDouble() >= calls.failing()
            ? End.ANSWERED
            : End.values()[1 + random.nextInt(End.values().length - 1)];
    long takes = (long) (calls.slowest().toNanos() * (0.1 + 0.9 * random.nextDouble()));
    if (end != End.NOT_MADE) {
      long way = (long) (random.nextDouble() * SECOND);
      arrivals.add(new Arrival(now + way, end == End.REFUSED ? 0 : used));
    }
    return new Flying(throttle.started(most, now), used, now + takes + SECOND, end);
  }

  private void ended(Throttle throttle, Flying call) {
    switch (call.end()) {
      case ANSWERED -> {
        ledger.add(new PastCalls.PastCall(time(now), call.used()));
        throttle.answered(call.start(), call.used(), RateHints.NONE, now);
      }
      case FAILED -> throttle.failed(RateHints.NONE, now);
      case REFUSED ->
          throttle.refused(call.start(), new RateHints(Duration.ZERO, 0, 0, Duration.ZERO), now);
      case NOT_MADE -> throttle.notMade(call.start());
    }
  }

  /** The most tokens, and requests, that any window of 60 seconds saw. */
  Most most() {
    List<Arrival> sorted = arrivals.stream().sorted(Comparator.comparing(Arrival::at)).toList();
    Deque<Arrival> window = new ArrayDeque<>();
    long tokens = 0;
    Most most = new Most(0, 0);
    for (Arrival arrival : sorted) {
      window.addLast(arrival);
      tokens += arrival.tokens();
      while (arrival.at() - window.peekFirst().at() >= MINUTE) {
        tokens -= window.removeFirst().tokens();
      }
      most = new Most(Math.max(most.tokens(), tokens), Math.max(most.requests(), window.size()));
    }
    return most;
  }

  record Most(long tokens, long requests) {}

  /** What got to the service from then on. */
  List<Arrival> since(long time) {
    return arrivals.stream().filter(arrival -> arrival.at() - time >= 0).toList();
  }
}
