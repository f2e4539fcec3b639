package org.paperbeam.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How many selected papers each topic has: in all, and in each part of a period, so that it can be
 * seen what comes and what goes.
 *
 * @param parts the parts in words, in order
 * @param rows in the profile's order, papers without a topic last; empty where no paper has one
 * @param most the most papers that a topic has in a part
 */
record TopicTable(List<String> parts, List<Row> rows, int most) {
  static final int BAR = 8;
  static final int HEIGHT = 22;

  /**
   * A topic.
   *
   * @param papers in all
   * @param counts one a part
   */
  record Row(String name, int papers, List<Integer> counts) {}

  /** Of one day. */
  static TopicTable ofDay(List<PaperView> papers, List<String> names) {
    TopicTally tally = new TopicTally(names);
    papers.forEach(paper -> tally.add(paper.topic()));
    return of(Map.of("The day", tally.counts()), names);
  }

  /** Of the days of a month or a week. */
  static TopicTable ofDays(List<DayView> days, List<PaperView> papers, List<String> names) {
    Map<String, TopicTally> tallies = new LinkedHashMap<>();
    days.forEach(day -> tallies.put(day.date(), new TopicTally(names)));
    for (PaperView paper : papers) {
      TopicTally tally = tallies.get(paper.date());
      if (tally != null) {
        tally.add(paper.topic());
      }
    }
    Map<String, List<TopicCount>> counts = new LinkedHashMap<>();
    tallies.forEach((date, tally) -> counts.put(Dates.brief(date), tally.counts()));
    return of(counts, names);
  }

  /**
   * Of a year's months.
   *
   * @param months by key, oldest first
   */
  static TopicTable ofMonths(Map<String, List<TopicCount>> months) {
    Map<String, List<TopicCount>> counts = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    months.forEach((month, topics) -> counts.put(Dates.shortMonth(month), topics));
    List<List<TopicCount>> newestFirst = new ArrayList<>(counts.values());
    Collections.reverse(newestFirst);
    newestFirst.forEach(topics -> topics.forEach(topic -> names.add(topic.name())));
    return of(counts, names);
  }

  private static TopicTable of(Map<String, List<TopicCount>> parts, Collection<String> names) {
    TopicTally all = new TopicTally(List.copyOf(names));
    parts.values().forEach(topics -> topics.forEach(all::add));
    List<Row> rows = new ArrayList<>();
    for (TopicCount topic : all.counts()) {
      rows.add(
          new Row(
              topic.name(),
              topic.papers(),
              parts.values().stream().map(topics -> papers(topics, topic.name())).toList()));
    }
    int most = rows.stream().flatMap(row -> row.counts().stream()).mapToInt(n -> n).max().orElse(0);
    return new TopicTable(List.copyOf(parts.keySet()), rows, most);
  }

  private static int papers(List<TopicCount> topics, String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .mapToInt(TopicCount::papers)
        .sum();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether there is anything to compare. */
  boolean hasTrend() {
    return parts.size() > 1;
  }

  /** A topic's share of all papers. */
  String share(Row row) {
    int all = rows.stream().mapToInt(Row::papers).sum();
    return String.format(Locale.ROOT, "%d %%", Math.round(100.0 * row.papers() / all));
  }

  int width() {
    return BAR * parts.size();
  }

  /** How high a bar is; all topics have the same scale. */
  double height(int count) {
    return most == 0 ? 0 : (double) HEIGHT * count / most;
  }

  static String n(double number) {
    return ScoreChart.n(number);
  }

  /** What a row's picture shows, in words. */
  String text(Row row) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      words.add(parts.get(i) + ": " + row.counts().get(i));
    }
    return String.join(", ", words);
  }
}
