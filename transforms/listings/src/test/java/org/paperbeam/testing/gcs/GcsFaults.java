package org.paperbeam.testing.gcs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Faults that wait for their requests. Safe for many threads. */
public final class GcsFaults {
  /** A fault, and how many more requests of a kind it befalls. */
  private static final class Plan {
    final String kind;
    final GcsFault fault;
    int skip;
    int left;

    Plan(String kind, int skip, int times, GcsFault fault) {
      this.kind = kind;
      this.skip = skip;
      this.left = times;
      this.fault = fault;
    }
  }

  private final List<Plan> plans = new ArrayList<>();

  /** The next requests of a kind (see {@link GcsCounts}) meet a fault. */
  public void add(String kind, int times, GcsFault fault) {
    addAfter(kind, 0, times, fault);
  }

  /** The same, once so many of that kind have gone well. */
  public synchronized void addAfter(String kind, int skip, int times, GcsFault fault) {
    plans.add(new Plan(kind, skip, times, fault));
  }

  /** Nothing goes wrong any more. */
  public synchronized void clear() {
    plans.clear();
  }

  synchronized GcsFault next(String kind) {
    for (Iterator<Plan> i = plans.iterator(); i.hasNext(); ) {
      Plan plan = i.next();
      if (plan.kind.equals(kind) || plan.kind.equals("*")) {
        if (plan.skip > 0) {
          plan.skip--;
          continue;
        }
        if (--plan.left <= 0) {
          i.remove();
        }
        return plan.fault;
      }
    }
    return null;
  }
}
