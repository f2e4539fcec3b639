package org.paperbeam.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the reader wants and does not want, in the words of {@code topics.md}.
 *
 * <p>The file is read leniently. A line, with or without a list mark, that begins with {@code
 * Relevant:} or {@code Keywords:} speaks of what is wanted, one with {@code Irrelevant:}, {@code
 * Not relevant:}, {@code Excluded:} or {@code Application:} of what is not; indented lines without
 * a label and list marks below such a line continue it. Headings and numbered lines name topics,
 * which are wanted. Other text is an introduction and counts for nothing. A file without any such
 * label is wanted as a whole.
 *
 * @param wanted one text a topic or label
 * @param unwanted one text a label
 */
record Topics(List<String> wanted, List<String> unwanted) {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(relevant|keywords?|include[ds]?|irrelevant|not relevant|exclude[ds]?|applications?)"
              + "\\s*:(.*)$");
  private static final Pattern TITLE = Pattern.compile("^(?:#+|\\d+[.)])\\s+(.*)$");
  private static final Pattern MARK = Pattern.compile("^[-*+]\\s+");

  Topics {
    wanted = List.copyOf(wanted);
    unwanted = List.copyOf(unwanted);
  }

  static Topics parse(String markdown) {
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    List<String> target = null;
    boolean labelled = false;
    for (String raw : markdown.split("\\R")) {
      String line = MARK.matcher(raw.strip()).replaceFirst("").replaceAll("\\*\\*|__", "").strip();
      Matcher label = LABEL.matcher(line);
      Matcher title = TITLE.matcher(line);
      if (label.matches()) {
        labelled = true;
        target = speaksAgainst(label.group(1)) ? unwanted : wanted;
        target.add(label.group(2).strip());
      } else if (title.matches()) {
        target = null;
        wanted.add(title.group(1).strip());
      } else if (line.isEmpty()) {
        target = null;
      } else if (target != null) {
        int last = target.size() - 1;
        target.set(last, target.get(last) + " " + line);
      }
    }
    return labelled ? new Topics(wanted, unwanted) : new Topics(List.of(markdown), List.of());
  }

  private static boolean speaksAgainst(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return lower.startsWith("irrelevant")
        || lower.startsWith("not")
        || lower.startsWith("exclude")
        || lower.startsWith("application");
  }
}
