package org.paperbeam.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/**
 * The phrases that many of a reader's texts share: one to three words in a row, none of them a stop
 * word. A phrase counts once a text, and longer ones count more, as "state space model" says more
 * than "model". No model is asked. The same texts give the same phrases, in whatever order.
 */
public final class Keywords {
  private static final int LONGEST = 3;
  private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}\\s-]+");
  private static final Pattern BLANK = Pattern.compile("\\s+");

  /** Words that every paper has. */
  private static final Set<String> OF_ALL_PAPERS =
      Set.of(
          ("about across all also among an and any are as at based be between both by can do each"
                  + " for from has have how in into is it its more most new novel of on one or our"
                  + " over paper papers propose results show study than that the their these this"
                  + " through to towards two under using via we what when where which while with"
                  + " without approach method methods problem work")
              .split(" "));

  private static final CharArraySet STOP = EnglishAnalyzer.ENGLISH_STOP_WORDS_SET;

  private Keywords() {}

  /**
   * The phrases, the best first, in lower case.
   *
   * @param texts one a paper
   * @param most how many at most; of texts that share nothing there are fewer, or none
   */
  public static List<String> of(List<String> texts, int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      phrases(text).forEach(phrase -> counts.merge(phrase, 1, Integer::sum));
    }
    List<String> ranked = new ArrayList<>();
    counts.forEach(
        (phrase, count) -> {
          if (count > 1) {
            ranked.add(phrase);
          }
        });
    ranked.sort(
        Comparator.comparingInt((String phrase) -> -counts.get(phrase) * words(phrase))
            .thenComparing(Comparator.naturalOrder()));
    List<String> chosen = new ArrayList<>();
    for (String phrase : ranked) {
      // A part of a chosen phrase says nothing that the whole does not.
      if (chosen.size() < most && chosen.stream().noneMatch(c -> holds(c, phrase))) {
        chosen.add(phrase);
      }
    }
    return chosen;
  }

  private static boolean holds(String phrase, String part) {
    return (" " + phrase + " ").contains(" " + part + " ");
  }

  private static int words(String phrase) {
    return BLANK.split(phrase).length;
  }

  private static Set<String> phrases(String text) {
    Set<String> phrases = new HashSet<>();
    for (String part : BREAK.split(text.toLowerCase(Locale.ROOT))) {
      List<String> run = new ArrayList<>();
      for (String word : BLANK.split(part.strip())) {
        if (word.length() < 3 || STOP.contains(word) || OF_ALL_PAPERS.contains(word)) {
          run.clear();
          continue;
        }
        run.add(word);
        for (int length = 1; length <= Math.min(LONGEST, run.size()); length++) {
          phrases.add(String.join(" ", run.subList(run.size() - length, run.size())));
        }
      }
    }
    return phrases;
  }
}
