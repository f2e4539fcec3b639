package org.paperbeam.topics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the reader wants and does not want, in the words of {@code topics.md}.
 *
 * <p>The file is read leniently. A line, with or without a list mark, that begins with {@code
 * Relevant:} or {@code Keywords:} speaks of what is wanted, one with {@code Irrelevant:}, {@code
 * Not relevant:}, {@code Not interested in:}, {@code Excluded:}, {@code Avoid:} or {@code
 * Application:} of what is not; indented lines without a label and list marks below such a line
 * continue it. A heading that says the same ({@code ## Not interested in}), or such a label alone
 * on its line, speaks for the whole list below it. Other headings and numbered lines name topics,
 * which are wanted. Other text is an introduction and counts for nothing. A file without any such
 * label is wanted as a whole.
 *
 * <p>Numbered lines and small headings (three to six {@code #}) with at most 80 characters name
 * topics for a table of contents; the lines below one, up to the next large heading or bold line,
 * are its own, but for what speaks against it. A topic without a line is none: in a prompt that is
 * a numbered instruction.
 *
 * @param wanted one text a topic or label
 * @param unwanted one text a label
 * @param named the lines that speak for each named topic, in the file's order
 */
public record Topics(List<String> wanted, List<String> unwanted, Map<String, List<String>> named) {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)^(relevant|keywords?|include[ds]?|(?:i am |i'm )?interested in|wanted|irrelevant|not"
              + " relevant|(?:i am |i'm )?not interested in|exclude[ds]?|avoid|ignore|unwanted|out"
              + " of scope|applications?)\\s*:(.*)$");
  private static final Pattern SECTION =
      Pattern.compile(
          "(?i)^#+\\s+((?:what )?(?:i am |i'm )?(?:(?:not |un)?interest(?:s|ed|ing)(?:"
              + " in)?|relevant|irrelevant|not"
              + " relevant|keywords?|include[ds]?|exclude[ds]?|avoid|ignore|wanted|not"
              + " wanted|unwanted|out of scope|applications?))(?: (?:keywords?|papers|areas|"
              + "subjects|work))?\\s*:?\\s*#*$");
  private static final Pattern TITLE = Pattern.compile("^(?:#+|\\d+[.)])\\s+(.*)$");
  private static final Pattern NAME = Pattern.compile("^ {0,3}(?:#{3,6}|\\d{1,2}[.)])\\s+.*$");
  private static final Pattern END = Pattern.compile("^(?:#{1,2}\\s|\\*\\*).*");
  private static final int LONGEST = 80;
  private static final Pattern AGAINST =
      Pattern.compile(
          "(?i)\\b(irrelevant|not|uninterest(s|ed|ing)|exclude[ds]?|avoid|ignore|unwanted|out of"
              + " scope|applications?)\\b");
  private static final Pattern MARK = Pattern.compile("^[-*+]\\s+");

  public Topics {
    wanted = List.copyOf(wanted);
    unwanted = List.copyOf(unwanted);
    named = Collections.unmodifiableMap(named);
  }

  /** Reads the file, or a prompt that holds it. */
  public static Topics parse(String markdown) {
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    Map<String, List<String>> named = new LinkedHashMap<>();
    List<String> target = null;
    List<String> own = null;
    // What a heading or a label without words of its own says of the list below it.
    List<String> section = null;
    boolean labelled = false;
    for (String raw : markdown.split("\\R")) {
      String line = MARK.matcher(raw.strip()).replaceFirst("").replaceAll("\\*\\*|__", "").strip();
      Matcher label = LABEL.matcher(line);
      Matcher title = TITLE.matcher(line);
      Matcher heading = SECTION.matcher(line);
      if (heading.matches()) {
        labelled = true;
        section = speaksAgainst(heading.group(1)) ? unwanted : wanted;
        target = section;
        target.add("");
        own = END.matcher(raw).matches() ? null : own;
        continue;
      }
      if (label.matches()) {
        labelled = true;
        target = speaksAgainst(label.group(1)) ? unwanted : wanted;
        target.add(label.group(2).strip());
        section = label.group(2).isBlank() ? target : null;
      } else if (title.matches()) {
        target = null;
        section = null;
        wanted.add(title.group(1).strip());
      } else if (line.isEmpty()) {
        target = null;
      } else if (target == null && section != null && MARK.matcher(raw.strip()).find()) {
        target = section;
        target.add(line);
      } else if (target != null) {
        int last = target.size() - 1;
        target.set(last, (target.get(last) + " " + line).strip());
      }
      if (title.matches() && isName(raw, title.group(1).strip())) {
        own = named.computeIfAbsent(title.group(1).strip(), name -> new ArrayList<>());
      } else if (END.matcher(raw).matches()) {
        own = null;
      } else if (own != null && target != unwanted && !line.isEmpty()) {
        own.add(line);
      }
    }
    named.values().removeIf(List::isEmpty);
    return labelled
        ? new Topics(wanted, unwanted, named)
        : new Topics(List.of(markdown), List.of(), named);
  }

  private static boolean isName(String raw, String title) {
    return NAME.matcher(raw).matches() && !title.isEmpty() && title.length() <= LONGEST;
  }

  private static boolean speaksAgainst(String label) {
    return AGAINST.matcher(label).find();
  }
}
