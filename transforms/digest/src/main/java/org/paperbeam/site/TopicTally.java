package org.paperbeam.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Counts papers by topic. For one thread. */
final class TopicTally {
  private final Map<String, Integer> papers = new LinkedHashMap<>();

  /**
   * A tally whose topics come in this order; others follow, and {@link ReaderTopics#OTHER} is last.
   */
  TopicTally(List<String> names) {
    names.forEach(name -> papers.put(name, 0));
  }

  /** Counts a paper; one whose profile has no topics counts nowhere. */
  void add(@Nullable String topic) {
    if (topic != null) {
      papers.merge(topic, 1, Integer::sum);
    }
  }

  /** Counts as many papers. */
  void add(TopicCount topic) {
    papers.merge(topic.name(), topic.papers(), Integer::sum);
  }

  /** Those that a paper has. */
  List<TopicCount> counts() {
    List<TopicCount> counts = new ArrayList<>();
    papers.forEach(
        (name, count) -> {
          if (count > 0 && !name.equals(ReaderTopics.OTHER)) {
            counts.add(new TopicCount(name, count));
          }
        });
    int others = papers.getOrDefault(ReaderTopics.OTHER, 0);
    if (others > 0) {
      counts.add(new TopicCount(ReaderTopics.OTHER, others));
    }
    return counts;
  }
}
