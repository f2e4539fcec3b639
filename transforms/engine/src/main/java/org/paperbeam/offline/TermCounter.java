package org.paperbeam.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Counts the terms of a text: stemmed English words without stop words, and the pairs of words that
 * follow each other. Safe for many threads.
 */
final class TermCounter implements AutoCloseable {
  private final Analyzer analyzer = new EnglishAnalyzer();

  /** Adds the terms of a text to the counts, as if it stood there {@code times} times. */
  void count(String text, int times, Map<String, Integer> counts) {
    List<String> words = of(text);
    for (int i = 0; i < words.size(); i++) {
      counts.merge(words.get(i), times, Integer::sum);
      if (i > 0) {
        counts.merge(words.get(i - 1) + " " + words.get(i), times, Integer::sum);
      }
    }
  }

  private List<String> of(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
