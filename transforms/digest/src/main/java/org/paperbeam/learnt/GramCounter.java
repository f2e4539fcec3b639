package org.paperbeam.learnt;

import java.util.Arrays;
import java.util.Locale;
import org.paperbeam.paper.ListedPaper;

/**
 * Counts the character n-grams of a paper's title (twice) and abstract: three to five characters
 * inside a word with a blank before and after it, small letters, each hashed into a bucket. The
 * same text gives the same numbers on every machine. For one thread.
 */
final class GramCounter {
  private static final int BITS = 16;

  /** How many buckets there are. */
  static final int BUCKETS = 1 << BITS;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;
  private static final int TITLE_COUNTS = 2;

  /** Longer than any abstract that arXiv takes (1,920 characters); a longer text is cut. */
  private static final int LONGEST_TEXT = 20_000;

  /** 1 + ln n; more than that often is as often as that. */
  private static final float[] DAMPED = new float[256];

  static {
    for (int n = 1; n < DAMPED.length; n++) {
      DAMPED[n] = (float) (1 + StrictMath.log(n));
    }
  }

  private final int[] counts = new int[BUCKETS];
  private int[] touched = new int[4096];
  private int size;

  /** The n-grams of a paper. */
  Grams count(ListedPaper paper) {
    add(paper.getTitle(), TITLE_COUNTS);
    add(paper.getAbstractText(), 1);
    return take();
  }

  /** The n-grams of a single word. */
  Grams count(String word) {
    add(word, 1);
    return take();
  }

  private Grams take() {
    int[] buckets = Arrays.copyOf(touched, size);
    Arrays.sort(buckets);
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = DAMPED[Math.min(counts[buckets[i]], DAMPED.length - 1)];
      counts[buckets[i]] = 0;
    }
    size = 0;
    return new Grams(buckets, weights);
  }

  private void add(String text, int times) {
    String small =
        (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
            .toLowerCase(Locale.ROOT);
    int from = 0;
    for (int i = 0; i <= small.length(); i++) {
      if (i == small.length() || small.charAt(i) <= ' ') {
        if (i > from) {
          addWord(small, from, i, times);
        }
        from = i + 1;
      }
    }
  }

  /** A word's n-grams; the blanks around it are thought, so the word has two characters more. */
  private void addWord(String text, int from, int to, int times) {
    for (int start = from - 1; start <= to + 1 - SHORTEST; start++) {
      int hash = 0x811C9DC5;
      for (int n = 1; n <= LONGEST && start + n <= to + 1; n++) {
        int at = start + n - 1;
        char c = at < from || at >= to ? ' ' : text.charAt(at);
        hash = (hash ^ c) * 0x01000193;
        if (n >= SHORTEST) {
          touch(bucket(hash + n), times);
        }
      }
    }
  }

  private static int bucket(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x2C1B3C6D;
    return ((mixed ^ (mixed >>> 12)) * 0x297A2D39) >>> (Integer.SIZE - BITS);
  }

  private void touch(int bucket, int times) {
    if (counts[bucket] == 0) {
      if (size == touched.length) {
        touched = Arrays.copyOf(touched, 2 * size);
      }
      touched[size++] = bucket;
    }
    counts[bucket] += times;
  }
}
