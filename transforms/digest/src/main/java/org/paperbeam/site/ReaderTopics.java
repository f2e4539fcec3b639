package org.paperbeam.site;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.topics.Topics;

/**
 * The topics that a profile names, and which of them a paper belongs to: the one that the model
 * named with its scores. Where no answer has one the nearest does, by words: those of the comment,
 * the title and the abstract are compared with the topic's own, rare words more than common ones. A
 * help for browsing, not a judgement.
 */
final class ReaderTopics {
  /** What a paper has that is near to no topic. */
  static final String OTHER = "Other";

  private static final Set<String> COMMON =
      Set.of(
          "and",
          "the",
          "for",
          "with",
          "from",
          "that",
          "this",
          "are",
          "not",
          "new",
          "novel",
          "other",
          "into",
          "under",
          "their",
          "its",
          "relevant",
          "etc",
          "than",
          "how",
          "such",
          "analysi",
          "approach",
          "method",
          "research",
          "foundational",
          "insight",
          "theoretical",
          "theory",
          "learn",
          "deep",
          "neural",
          "network",
          "work",
          "model",
          "paper",
          "breakthrough",
          "major",
          "existing",
          "level");

  private record Topic(String name, Map<String, Double> words, double length) {}

  /** Where a word stands, as bits. */
  private static final int SAID = 1;

  private static final int TITLED = 2;
  private static final int TOLD = 4;

  private final List<Topic> topics;

  /** Every word that counts for some topic, and its number. */
  private final Map<String, Integer> vocabulary = new HashMap<>();

  /** By a word's number: what it counts for each topic. */
  private final List<double[]> weights = new ArrayList<>();

  /** {@link #head} of each of these words. */
  private final BitSet heads = new BitSet();

  private ReaderTopics(List<Topic> topics) {
    this.topics = topics;
    for (int i = 0; i < topics.size(); i++) {
      Topic topic = topics.get(i);
      for (Map.Entry<String, Double> word : topic.words().entrySet()) {
        Integer number = vocabulary.get(word.getKey());
        if (number == null) {
          number = weights.size();
          vocabulary.put(word.getKey(), number);
          weights.add(new double[topics.size()]);
        }
        weights.get(number)[i] = word.getValue() / topic.length();
        heads.set(head(word.getKey().toCharArray(), 0));
      }
    }
  }

  /** The topics of a profile. */
  static ReaderTopics of(String text) {
    return new ReaderTopics(weigh(Topics.parse(text).named()));
  }

  /** Where a day's profile names its topics. */
  static String text(DayManifest day) {
    String text = day.getTopics() == null ? day.getPrompt() : day.getTopics();
    return text == null ? "" : text;
  }

  /** In the profile's order; empty when it names none. */
  List<String> names() {
    return topics.stream().map(Topic::name).toList();
  }

  /** A paper's topic; {@link #OTHER} for none, null when there are no topics. */
  @Nullable String of(PaperRecord paper) {
    if (topics.isEmpty()) {
      return null;
    }
    return isByModel(paper) ? named(paper.getTopic()) : nearest(paper);
  }

  /** Whether the model has said the topic, or that there is none. */
  boolean isByModel(PaperRecord paper) {
    String topic = paper.getTopic();
    return topic != null && (topic.isEmpty() || names().contains(topic));
  }

  private static String named(@Nullable String topic) {
    return topic == null || topic.isEmpty() ? OTHER : topic;
  }

  private String nearest(PaperRecord paper) {
    byte[] found = new byte[weights.size()];
    String comment = paper.getComment();
    find(comment == null ? "" : comment, SAID, found);
    find(paper.getPaper().getTitle(), TITLED, found);
    find(paper.getPaper().getAbstractText(), TOLD, found);
    double[] scores = new double[topics.size()];
    for (int word = 0; word < found.length; word++) {
      count(scores, weights.get(word), found[word]);
    }
    String best = OTHER;
    double most = 0.3;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > most) {
        most = scores[i];
        best = topics.get(i).name();
      }
    }
    return best;
  }

  private static void count(double[] scores, double[] weight, int places) {
    int times =
        ((places & SAID) == 0 ? 0 : 3)
            + ((places & TITLED) == 0 ? 0 : 3)
            + ((places & TOLD) == 0 ? 0 : 1);
    for (int i = 0; times > 0 && i < scores.length; i++) {
      scores[i] += times * weight[i];
    }
  }

  private static List<Topic> weigh(Map<String, List<String>> named) {
    Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
    Map<String, Integer> topicsWith = new HashMap<>();
    named.forEach(
        (name, lines) -> {
          Map<String, Double> words = new LinkedHashMap<>();
          words(String.join(" ", lines)).forEach(word -> words.put(word, 1.0));
          words(name).forEach(word -> words.put(word, 3.0));
          words.keySet().forEach(word -> topicsWith.merge(word, 1, Integer::sum));
          weights.put(name, words);
        });
    List<Topic> topics = new ArrayList<>();
    weights.forEach(
        (name, words) -> {
          words.replaceAll((word, weight) -> weight / topicsWith.get(word));
          double length = Math.sqrt(words.values().stream().mapToDouble(w -> w * w).sum());
          topics.add(new Topic(name, words, Math.max(length, 1)));
        });
    return topics;
  }

  /** The words of a topic's text; common ones tell no topic from another. */
  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    forEachWord(
        text,
        null,
        word -> {
          if (!COMMON.contains(word)) {
            words.add(word);
          }
        });
    return words;
  }

  /** Adds a place to those words of a text that count for some topic. */
  private void find(String text, int place, byte[] found) {
    forEachWord(
        text,
        heads,
        word -> {
          Integer number = vocabulary.get(word);
          if (number != null) {
            found[number] |= place;
          }
        });
  }

  /** Words without endings that only grammar needs; only those with one of these heads, if any. */
  private static void forEachWord(String text, @Nullable BitSet heads, Consumer<String> sink) {
    char[] chars = text.toCharArray();
    int from = 0;
    // By hand, and a string for few words only: every word of every abstract comes through here.
    for (int i = 0; i <= chars.length; i++) {
      if (i == chars.length || !isOfWord(chars[i])) {
        if (i - from > 2 && (heads == null || heads.get(head(chars, from)))) {
          sink.accept(stem(new String(chars, from, i - from).toLowerCase(Locale.ROOT)));
        }
        from = i + 1;
      }
    }
  }

  private static boolean isOfWord(char c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        : Character.isLetterOrDigit(c);
  }

  /** A number below 65,536 for the first three letters of a word, which {@link #stem} keeps. */
  private static int head(char[] text, int from) {
    int number = 0;
    for (int i = from; i < from + 3; i++) {
      number = 31 * number + Character.toLowerCase(text[i]);
    }
    return number & 0xFFFF;
  }

  private static String stem(String word) {
    int n = word.length();
    if (n > 5 && word.endsWith("ies")) {
      return word.substring(0, n - 3) + "y";
    }
    if (n > 7 && word.endsWith("ing")) {
      return word.substring(0, n - 3);
    }
    return n > 4 && word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, n - 1) : word;
  }
}
