package org.paperbeam.pipeline.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.topics.Keywords;

/**
 * The files of a new profile, by name: the bundled example, without the authors that it follows,
 * and with the topics that the reader names in words or by papers of hers.
 */
public final class NewProfile {
  private static final int KEYWORDS = 24;
  private static final int AUTHORS = 20;

  private NewProfile() {}

  /**
   * The texts by file name.
   *
   * @param interests with commas between subjects; null when she does not say
   * @param references papers that she likes; empty when she gives none
   */
  public static Map<String, String> files(@Nullable String interests, List<Reference> references) {
    Map<String, String> files = new TreeMap<>();
    boolean example = interests == null && references.isEmpty();
    files.put(
        "topics.md", example ? ProfileReader.example("topics.md") : topics(interests, references));
    files.put("scoring.md", ProfileReader.example("scoring.md"));
    files.put("profile.yaml", yaml());
    files.put("authors.csv", authors(references));
    return files;
  }

  private static String topics(@Nullable String interests, List<Reference> references) {
    List<String> texts = references.stream().map(r -> r.title() + ". " + r.text()).toList();
    List<String> keywords = new ArrayList<>(Keywords.of(texts, KEYWORDS));
    List<String> subjects = new ArrayList<>();
    if (interests != null) {
      for (String subject : interests.split("[,;\n]+")) {
        if (!subject.isBlank()) {
          subjects.add(oneLine(subject));
        }
      }
      keywords.addAll(0, subjects);
    }
    StringBuilder text = new StringBuilder("## Relevant Topics\n\n");
    int number = 1;
    for (String subject : subjects) {
      text.append("%d. %s%n   - Relevant: %s%n%n".formatted(number++, titled(subject), subject));
    }
    if (!references.isEmpty()) {
      text.append(number).append(". Like What I Have Read\n");
      references.stream()
          .limit(KEYWORDS)
          .forEach(r -> text.append("   - Relevant: ").append(oneLine(r.title())).append('\n'));
      text.append('\n');
    }
    text.append("**Keywords:**\n\n- Relevant: ").append(String.join(", ", keywords)).append('\n');
    return text.toString().replace("\r\n", "\n");
  }

  private static String titled(String subject) {
    return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String yaml() {
    return ProfileReader.example("profile.yaml")
        + """

        # More that a profile often sets; ./paperbeam help run says what each means.
        # llmUrl: http://127.0.0.1:11434/v1     # a model on this machine
        # maxCostUsd: 1
        # llmRequestsPerMinute: 500
        # titleFilter: true
        """;
  }

  /** Those who wrote most of the papers first. Nobody is followed until a number is filled in. */
  private static String authors(List<Reference> references) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    references.forEach(r -> r.authors().forEach(a -> counts.merge(oneLine(a), 1, Integer::sum)));
    StringBuilder text =
        new StringBuilder(
            """
            # Papers of these authors are always selected, by their Semantic Scholar id: the number in
            # the address of their page at semanticscholar.org. A line with # follows nobody.
            name,semantic_scholar_id
            """);
    counts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(AUTHORS)
        .forEach(e -> text.append("# ").append(e.getKey().replace(",", " ")).append(",\n"));
    return text.toString();
  }
}
