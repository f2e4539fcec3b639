package org.paperbeam.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Tells an answer from what the model thinks aloud in front of it, with drafts of the answer. What
 * stands before the end of a thought is thought, also where its beginning is missing; a thought
 * without an end is nothing else.
 */
final class Thoughts {
  private static final String WORDS =
      "(?:antml:)?(?:think|thinking|thought|thoughts|reasoning|reflection|analysis|seed:think)";

  private static final Pattern BEGIN =
      Pattern.compile(
          "(?i)\\s*(?:<"
              + WORDS
              + ">|\\[think]|\u25c1think\u25b7|<\\|begin_of_thought\\|>|<\\|channel\\|>analysis).*",
          Pattern.DOTALL);

  private static final Pattern END =
      Pattern.compile(
          "(?i)</"
              + WORDS
              + ">|\\[/think]|\u25c1/think\u25b7|<\\|end_of_thought\\|>"
              + "|<\\|channel\\|>final<\\|message\\|>");

  /** What may follow a thought on its line. */
  private static final Pattern ANSWER = Pattern.compile("[ \\t]*(?:[\\r\\n{\\[]|```|$)");

  private Thoughts() {}

  /** The text after the thoughts; empty for nothing but thoughts, and for null. */
  static String without(@Nullable String answer) {
    if (answer == null) {
      return "";
    }
    int from = -1;
    int at = 0;
    boolean quoted = false;
    Matcher end = END.matcher(answer);
    while (end.find()) {
      for (; at < end.start(); at++) {
        char c = answer.charAt(at);
        quoted = c != '\n' && (quoted || c == '"');
      }
      // A tag behind a quote may be quoted, e.g. in a comment on a paper about thoughts.
      if (!quoted || ANSWER.matcher(answer).region(end.end(), answer.length()).lookingAt()) {
        from = end.end();
      }
    }
    if (from >= 0) {
      return answer.substring(from);
    }
    return BEGIN.matcher(answer).matches() ? "" : answer;
  }
}
