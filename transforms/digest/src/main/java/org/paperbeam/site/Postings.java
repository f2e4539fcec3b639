package org.paperbeam.site;

import java.util.Arrays;

/**
 * The papers of a month that have a word, and where they have it. Written as numbers of base 32,
 * lowest digits first, sixteen times the step from one paper to the next plus its fields: a few
 * letters a paper, read by {@code search.js}.
 */
final class Postings {
  static final int TITLE = 1;
  static final int AUTHORS = 2;
  static final int COMMENT = 4;
  static final int ABSTRACT = 8;

  private static final int FIELDS = 16;
  private static final int MORE = 32;
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private int[] papers = new int[2];
  private int size;

  /** Papers come in ascending order; one may come again with another field. */
  void add(int paper, int field) {
    if (size > 0 && papers[size - 1] / FIELDS == paper) {
      papers[size - 1] |= field;
      return;
    }
    if (size == papers.length) {
      papers = Arrays.copyOf(papers, size * 2);
    }
    papers[size++] = paper * FIELDS + field;
  }

  void writeTo(StringBuilder out) {
    int before = -1;
    for (int i = 0; i < size; i++) {
      int paper = papers[i] / FIELDS;
      number(out, (paper - before) * FIELDS + papers[i] % FIELDS);
      before = paper;
    }
  }

  /** Writes a number: five bits a letter, and a sixth that says whether more follow. */
  static void number(StringBuilder out, int number) {
    int left = number;
    while (left >= MORE) {
      out.append(DIGITS.charAt(left % MORE + MORE));
      left /= MORE;
    }
    out.append(DIGITS.charAt(left));
  }

  /** Writes a number of a fixed length, highest digits first, six bits a letter. */
  static void fixed(StringBuilder out, int number, int letters) {
    for (int i = letters - 1; i >= 0; i--) {
      out.append(DIGITS.charAt((number >> (6 * i)) & 63));
    }
  }
}
