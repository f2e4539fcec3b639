package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paperbeam.paper.ListedPaper;

/**
 * The words that count most for and against a paper: the model knows pieces of words only, so each
 * word of the papers is given to it by itself. Words of few papers are left out, and so is the
 * difference that one more letter makes: of words with one beginning the strongest stands for all.
 */
record TellingWords(List<FilterReport.Word> strongest, List<FilterReport.Word> weakest) {
  private static final Pattern WORD = Pattern.compile("[a-z]{3,30}");
  private static final int SHOWN = 20;
  private static final int LEAST_PAPERS = 5;
  private static final int SAME_BEGINNING = 6;

  static TellingWords of(LinearModel model, List<Example> examples) {
    Map<String, Integer> papersWith = new HashMap<>();
    for (Example example : examples) {
      words(example.judged().paper()).forEach(word -> papersWith.merge(word, 1, Integer::sum));
    }
    int least = Math.max(LEAST_PAPERS, examples.size() / 300);
    GramCounter counter = new GramCounter();
    List<FilterReport.Word> words = new ArrayList<>();
    papersWith.forEach(
        (word, papers) -> {
          if (papers >= least) {
            words.add(new FilterReport.Word(word, model.weightOf(counter.count(word))));
          }
        });
    Comparator<FilterReport.Word> byWeight =
        Comparator.comparing(FilterReport.Word::weight).thenComparing(FilterReport.Word::word);
    words.sort(byWeight);
    List<FilterReport.Word> weakest = first(words);
    words.sort(byWeight.reversed());
    return new TellingWords(first(words), weakest);
  }

  private static Set<String> words(ListedPaper paper) {
    Set<String> words = new HashSet<>();
    String text = paper.getTitle() + "\n" + paper.getAbstractText();
    for (Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT)); word.find(); ) {
      words.add(word.group());
    }
    return words;
  }

  private static List<FilterReport.Word> first(List<FilterReport.Word> words) {
    Set<String> beginnings = new HashSet<>();
    return words.stream()
        .filter(
            w -> beginnings.add(w.word().substring(0, Math.min(SAME_BEGINNING, w.word().length()))))
        .limit(SHOWN)
        .toList();
  }
}
