package org.paperbeam.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Week;
import org.paperbeam.hash.Sha256;
import org.paperbeam.json.JsonForm;

/**
 * All days that have pages, each in a few numbers, and which pages are not up to date. A period is
 * a day, a month, a week or a year by its key: {@code 2025-03-24}, {@code 2025-03}, {@code
 * 2025-W13}, {@code 2025}. Immutable.
 *
 * @param program what made the pages, see {@link Program}
 * @param days oldest first
 * @param pending the periods whose pages are still to be made or to be removed, in order: noted
 *     before the first of them is touched, so that whoever comes after a crash makes them
 */
record SiteIndex(String program, List<DayView> days, List<String> pending) {
  private static final JsonForm<SiteIndex> FORM = JsonForm.of(SiteIndex.class);

  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;

  SiteIndex {
    days = List.copyOf(days);
    pending = List.copyOf(pending);
  }

  /**
   * Reads {@link #text}; null when another program wrote it.
   *
   * @throws IllegalArgumentException when it is none
   */
  static @Nullable SiteIndex read(String text, String program) {
    SiteIndex index = FORM.read(text);
    return index.program().equals(program) ? index : null;
  }

  String text() {
    return FORM.line(this) + "\n";
  }

  /**
   * With these days as all of a month's. What is changed by that is pending: the days themselves,
   * their month and year, and the neighbours that link to what came or went.
   */
  SiteIndex withMonth(String month, List<DayView> now) {
    List<DayView> before = in(month);
    if (before.equals(now)) {
      return this;
    }
    TreeMap<String, DayView> all = new TreeMap<>();
    days.forEach(day -> all.put(day.date(), day));
    before.forEach(day -> all.remove(day.date()));
    now.forEach(day -> all.put(day.date(), day));
    SiteIndex changed = new SiteIndex(program, List.copyOf(all.values()), List.of());
    Set<String> touched = new TreeSet<>(pending);
    touched.add(month);
    touched.add(month.substring(0, YEAR));
    for (DayView day : now) {
      if (!before.contains(day)) {
        touched.add(day.date());
        touched.add(key(day, Week.KEY));
      }
    }
    for (DayView day : before) {
      if (!now.contains(day)) {
        touched.add(day.date());
        touched.add(key(day, Week.KEY));
      }
    }
    for (int length : List.of(DAY, MONTH, Week.KEY, YEAR)) {
      TreeSet<String> old = periods(length);
      TreeSet<String> young = changed.periods(length);
      Set<String> cameOrWent = new TreeSet<>(young);
      cameOrWent.removeAll(old);
      old.stream().filter(period -> !young.contains(period)).forEach(cameOrWent::add);
      for (String period : cameOrWent) {
        add(touched, young.lower(period));
        add(touched, young.higher(period));
      }
    }
    return new SiteIndex(program, changed.days(), List.copyOf(touched));
  }

  private static void add(Set<String> periods, @Nullable String period) {
    if (period != null) {
      periods.add(period);
    }
  }

  /** Without anything pending. */
  SiteIndex done() {
    return new SiteIndex(program, days, List.of());
  }

  /** What differs between the pages of these days and those of others. */
  Set<String> differing(SiteIndex other) {
    SiteIndex changed = new SiteIndex(program, days, other.pending());
    TreeSet<String> months = periods(MONTH);
    months.addAll(other.periods(MONTH));
    for (String month : months) {
      changed = changed.withMonth(month, other.in(month));
    }
    return new TreeSet<>(changed.pending());
  }

  /** The days of a month, a week or a year, oldest first. */
  List<DayView> in(String period) {
    return days.stream().filter(day -> key(day, period.length()).equals(period)).toList();
  }

  /** The key of the period of a day whose keys are that long. */
  private static String key(DayView day, int length) {
    return length == Week.KEY ? Week.of(day.date()).key() : day.date().substring(0, length);
  }

  boolean has(String date) {
    return days.stream().anyMatch(day -> day.date().equals(date));
  }

  /** The newest days, newest first. */
  List<DayView> newest(int most) {
    List<DayView> newest = new ArrayList<>();
    for (int i = days.size() - 1; i >= 0 && newest.size() < most; i--) {
      newest.add(days.get(i));
    }
    return newest;
  }

  /** All months, oldest first. */
  List<PeriodView> months() {
    return views(MONTH);
  }

  /** All years, oldest first. */
  List<PeriodView> years() {
    return views(YEAR);
  }

  /** The keys before and after one, of its kind. */
  PeriodPage.Neighbours neighbours(String period) {
    TreeSet<String> all = periods(period.length());
    return new PeriodPage.Neighbours(all.lower(period), all.higher(period));
  }

  /** Another one whenever anything in a digest of these days is another. */
  static String mark(Collection<DayView> days) {
    return Sha256.ofParts(
        days.stream().flatMap(day -> Stream.of(day.date(), day.mark())).toArray(String[]::new));
  }

  private List<PeriodView> views(int length) {
    return days.stream()
        .collect(
            Collectors.groupingBy(
                day -> day.date().substring(0, length), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(period -> new PeriodView(period.getKey(), period.getValue()))
        .toList();
  }

  private TreeSet<String> periods(int length) {
    return days.stream()
        .map(day -> key(day, length))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
