package org.paperbeam.llm;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in refusals that say how many tokens a service lets a call have. */
final class TokenBounds {
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d{2,8})";

  private static final Pattern ROOM =
      Pattern.compile(
          "(?:maximum context length|context length|context window|context size|n_ctx"
              + "|\\(tpm\\): limit|limit)(?: of| is| to)?[ :=(`]*(?:only |up to )?"
              + NUMBER);

  private static final Pattern ANSWER =
      Pattern.compile(
          "(?:at most|less than or equal to|up to|no more than|cannot exceed|must be <=|<=|limit of"
              + "|maximum (?:allowed |output )?(?:value|tokens|number of (?:output )?tokens)[a-z ]*"
              + "|\\[\\d+, ?|max_(?:completion_)?tokens: \\d+ >)[ :`']*"
              + NUMBER);

  private TokenBounds() {}

  /** The most tokens of prompt and answer together that a refusal, in small letters, names. */
  static OptionalInt room(String refusal) {
    return number(ROOM.matcher(refusal));
  }

  /** The most tokens of an answer that a refusal of a bound names; empty when it names none. */
  static OptionalInt answer(String refusal) {
    return refusal.contains("max_") || refusal.contains("maxoutputtokens")
        ? number(ANSWER.matcher(refusal))
        : OptionalInt.empty();
  }

  private static OptionalInt number(Matcher found) {
    return found.find()
        ? OptionalInt.of(Integer.parseInt(found.group(1).replace(",", "")))
        : OptionalInt.empty();
  }
}
