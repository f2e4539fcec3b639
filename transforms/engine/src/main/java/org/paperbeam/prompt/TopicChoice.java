package org.paperbeam.prompt;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.topics.Topics;

/**
 * The topics that a profile names, from which a scoring answer chooses one for each paper. They are
 * asked for by number: a token or two a paper, whatever the reader calls his topics. A profile that
 * names none is not asked about. Immutable.
 *
 * @param names in the file's order, numbered from 1
 */
public record TopicChoice(List<String> names) implements Serializable {
  /** The topic of a paper that, by the answer, fits none. */
  public static final String NONE = "";

  private static final String NO_NUMBER = "0";

  public TopicChoice {
    names = List.copyOf(names);
  }

  /** The topics of a profile's {@code topics.md}. */
  public static TopicChoice of(String topics) {
    return new TopicChoice(List.copyOf(Topics.parse(topics).named().keySet()));
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * The topic that an answer names, by number or by name.
   *
   * @param answer as the model wrote it; null when it said nothing
   * @return {@value #NONE} when it says that none fits; null when it says nothing that is clear
   */
  public @Nullable String named(@Nullable String answer) {
    if (answer == null || names.isEmpty()) {
      return null;
    }
    String said = answer.strip();
    if (said.equals(NO_NUMBER) || said.equalsIgnoreCase("none")) {
      return NONE;
    }
    for (int i = 0; i < names.size(); i++) {
      String number = Integer.toString(i + 1);
      String name = names.get(i);
      if (said.equals(number)
          || said.equalsIgnoreCase(name)
          || said.equalsIgnoreCase(number + ". " + name)) {
        return name;
      }
    }
    return null;
  }

  /** The allowed answers, in JSON. */
  String numbersJson() {
    return IntStream.rangeClosed(0, names.size())
        .mapToObj(number -> "\"" + number + "\"")
        .collect(Collectors.joining(","));
  }

  /** The topics, one a line with its number. */
  String lines() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> String.format(Locale.ROOT, "%d = %s\n", i + 1, names.get(i)))
        .collect(Collectors.joining());
  }
}
