package org.paperbeam.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;

/**
 * The topics that a profile names, and which of them a paper is nearest to. No model says so: the
 * words of the comment, the title and the abstract are compared with the topic's own, rare words
 * more than common ones. A help for browsing, not a judgement.
 */
final class ReaderTopics {
  /** What a paper has that is near to no topic. */
  static final String OTHER = "Other";

  private static final Pattern TITLE =
      Pattern.compile("^ {0,3}(?:#{3,6}|\\d{1,2}[.)])\\s+(\\S.{0,79})$");
  private static final Pattern AGAINST =
      Pattern.compile("(?i)^[-*+ ]*\\**(irrelevant|not relevant|exclude[ds]?|applications?)\\b.*");
  private static final Pattern END = Pattern.compile("^(?:#{1,2}\\s|\\*\\*).*");
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

  private final List<Topic> topics;

  /** Every word that counts for some topic. */
  private final Set<String> vocabulary = new HashSet<>();

  private ReaderTopics(List<Topic> topics) {
    this.topics = topics;
    topics.forEach(topic -> vocabulary.addAll(topic.words().keySet()));
  }

  /** The topics of a profile, read from its numbered lines or small headings. */
  static ReaderTopics of(String text) {
    return new ReaderTopics(weigh(read(text)));
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

  /** The nearest topic; {@link #OTHER} for none, null when there are no topics. */
  @Nullable String of(PaperRecord paper) {
    if (topics.isEmpty()) {
      return null;
    }
    String comment = paper.getComment();
    Set<String> said = known(comment == null ? "" : comment);
    Set<String> title = known(paper.getPaper().getTitle());
    Set<String> text = known(paper.getPaper().getAbstractText());
    String best = OTHER;
    double most = 0.3;
    for (Topic topic : topics) {
      double score = 0;
      for (Map.Entry<String, Double> word : topic.words().entrySet()) {
        String w = word.getKey();
        int places =
            (said.contains(w) ? 3 : 0) + (title.contains(w) ? 3 : 0) + (text.contains(w) ? 1 : 0);
        score += places * word.getValue();
      }
      score /= topic.length();
      if (score > most) {
        most = score;
        best = topic.name();
      }
    }
    return best;
  }

  private static Map<String, List<String>> read(String markdown) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> lines = null;
    for (String line : markdown.split("\\R")) {
      Matcher title = TITLE.matcher(line);
      if (title.matches()) {
        lines = found.computeIfAbsent(title.group(1).strip(), name -> new ArrayList<>());
      } else if (END.matcher(line).matches()) {
        lines = null;
      } else if (lines != null && !AGAINST.matcher(line.strip()).matches()) {
        lines.add(line);
      }
    }
    // A numbered line without a word below it is an instruction, not a topic.
    found.values().removeIf(words -> words.stream().allMatch(String::isBlank));
    return found;
  }

  private static List<Topic> weigh(Map<String, List<String>> read) {
    Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
    Map<String, Integer> topicsWith = new HashMap<>();
    read.forEach(
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
        word -> {
          if (!COMMON.contains(word)) {
            words.add(word);
          }
        });
    return words;
  }

  /** Those words of a text that count for some topic. */
  private Set<String> known(String text) {
    Set<String> words = new HashSet<>();
    forEachWord(
        text,
        word -> {
          if (vocabulary.contains(word)) {
            words.add(word);
          }
        });
    return words;
  }

  /** Words without endings that only grammar needs. */
  private static void forEachWord(String text, Consumer<String> sink) {
    String lower = text.toLowerCase(Locale.ROOT);
    int from = 0;
    // By hand: a regular expression over every abstract is slow.
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || !Character.isLetterOrDigit(lower.charAt(i))) {
        if (i - from > 2) {
          sink.accept(stem(lower.substring(from, i)));
        }
        from = i + 1;
      }
    }
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
