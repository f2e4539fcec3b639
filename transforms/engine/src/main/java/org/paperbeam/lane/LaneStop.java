package org.paperbeam.lane;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody's wish that the lanes end before their work is done, e.g. because the process is told to
 * end: they start no call any more, let those in flight end, keep the answers, and come back.
 * Thread-safe.
 */
public final class LaneStop {
  private static final LaneStop OF_PROCESS = new LaneStop();

  private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean asked;

  private record Lane(Runnable wake, Duration drain) {}

  /** The one of this process's lanes. */
  public static LaneStop ofProcess() {
    return OF_PROCESS;
  }

  /** A lane at work, until it is closed. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A lane begins to work.
   *
   * @param wake ends its waiting, whatever it waits for
   * @param drain how long it lets calls in flight end
   */
  public Scope work(Runnable wake, Duration drain) {
    Object key = new Object();
    lanes.put(key, new Lane(wake, drain));
    return () -> lanes.remove(key);
  }

  /**
   * From now on no lane starts a call.
   *
   * @return how long the lanes at work may take to end; empty when none is at work
   */
  public Optional<Duration> ask() {
    asked = true;
    lanes.values().forEach(lane -> lane.wake().run());
    return lanes.values().stream().map(Lane::drain).max(Comparator.naturalOrder());
  }

  /** Whether lanes are to end. */
  public boolean isAsked() {
    return asked;
  }

  /** Takes the wish back. */
  public void takeBack() {
    asked = false;
  }
}
