package org.paperbeam.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The papers of one topic.
 *
 * @param best the first of them
 * @param papers how many there are in all
 */
record TopicGroup(String name, List<PaperView> best, int papers) {
  /** Groups papers that are sorted, in the order of the topics; those without a topic come last. */
  static List<TopicGroup> of(List<PaperView> papers, List<String> topics, int size) {
    Map<String, List<PaperView>> byTopic = new LinkedHashMap<>();
    topics.forEach(topic -> byTopic.put(topic, new ArrayList<>()));
    List<PaperView> others = new ArrayList<>();
    for (PaperView paper : papers) {
      String topic = paper.topic();
      (topic == null || topic.equals(ReaderTopics.OTHER)
              ? others
              : byTopic.computeIfAbsent(topic, t -> new ArrayList<>()))
          .add(paper);
    }
    List<TopicGroup> groups = new ArrayList<>();
    byTopic.put(ReaderTopics.OTHER, others);
    byTopic.forEach(
        (name, all) -> {
          if (!all.isEmpty()) {
            groups.add(
                new TopicGroup(
                    name, List.copyOf(all.subList(0, Math.min(size, all.size()))), all.size()));
          }
        });
    return List.copyOf(groups);
  }
}
