package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.paperbeam.measure.Scored;

/**
 * How much a number would differ had other days been listed: the days are drawn again and again,
 * each with all of its papers, because papers of one day are not independent. Always the same
 * draws.
 */
final class DayBootstrap {
  private static final int DRAWS = 400;
  private static final double TAIL = 0.025;

  private final List<List<Scored.Item>> days;

  DayBootstrap(Map<String, List<Scored.Item>> days) {
    this.days = List.copyOf(new TreeMap<>(days).values());
  }

  /** The number for all days, and where 95 % of the draws have it. */
  FilterReport.Interval interval(ToDoubleFunction<Scored> number) {
    Random random = new Random(20250318);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Scored.Item> items = new ArrayList<>();
      for (int i = 0; i < days.size(); i++) {
        items.addAll(days.get(random.nextInt(days.size())));
      }
      drawn[draw] = number.applyAsDouble(Scored.of(items));
    }
    Arrays.sort(drawn);
    double value = number.applyAsDouble(Scored.of(days.stream().flatMap(List::stream).toList()));
    return new FilterReport.Interval(
        value, drawn[(int) (TAIL * DRAWS)], drawn[(int) ((1 - TAIL) * DRAWS) - 1]);
  }
}
