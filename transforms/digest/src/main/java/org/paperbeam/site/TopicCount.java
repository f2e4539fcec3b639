package org.paperbeam.site;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.digest.Digest;
import org.paperbeam.paper.PaperRecord;

/**
 * How many selected papers have a topic.
 *
 * @param papers more than 0
 */
record TopicCount(String name, int papers) {

  /**
   * The topics of a month's papers, in the last day's order.
   *
   * @param papers of these digests, none twice
   */
  static List<TopicCount> ofMonth(List<Digest> digests, List<PaperRecord> papers) {
    Map<String, ReaderTopics> byText = new TreeMap<>();
    Map<String, ReaderTopics> byDate = new TreeMap<>();
    List<String> names = List.of();
    for (Digest digest : digests) {
      ReaderTopics topics =
          byText.computeIfAbsent(ReaderTopics.text(digest.day()), ReaderTopics::of);
      byDate.put(digest.date(), topics);
      names = topics.names();
    }
    TopicTally tally = new TopicTally(names);
    for (PaperRecord paper : papers) {
      ReaderTopics topics = byDate.get(paper.getPaper().getDate());
      tally.add(topics == null ? null : topics.of(paper));
    }
    return tally.counts();
  }
}
