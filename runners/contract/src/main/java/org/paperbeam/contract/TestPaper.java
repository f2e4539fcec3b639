package org.paperbeam.contract;

import java.util.List;

/**
 * An invented paper: what arXiv lists, what Semantic Scholar knows of its authors, and what the LLM
 * thinks of it. Immutable; a new one is known to Semantic Scholar with an author of h-index 50, its
 * title is relevant, and it scores 9 and 8.
 *
 * @param categories primary first
 * @param replacement whether it is announced as a replacement
 * @param authors what Semantic Scholar says of them; null when it does not know the paper
 * @param irrelevantTitle whether the title filter would drop it
 */
public record TestPaper(
    String id,
    String title,
    String abstractText,
    List<String> categories,
    boolean replacement,
    List<TestAuthor> authors,
    boolean irrelevantTitle,
    int relevance,
    int novelty) {

  public static TestPaper of(String id) {
    return new TestPaper(
        id,
        "Title of " + id.replace('/', ' '),
        "What the paper does.",
        List.of("cs.LG"),
        false,
        List.of(new TestAuthor("77", "A. Nobody", 50)),
        false,
        9,
        8);
  }

  public TestPaper titled(String newTitle) {
    return new TestPaper(
        id,
        newTitle,
        abstractText,
        categories,
        replacement,
        authors,
        irrelevantTitle,
        relevance,
        novelty);
  }

  public TestPaper saying(String newAbstract) {
    return new TestPaper(
        id,
        title,
        newAbstract,
        categories,
        replacement,
        authors,
        irrelevantTitle,
        relevance,
        novelty);
  }

  /** In these categories, the primary one first. */
  public TestPaper in(String... newCategories) {
    return new TestPaper(
        id,
        title,
        abstractText,
        List.of(newCategories),
        replacement,
        authors,
        irrelevantTitle,
        relevance,
        novelty);
  }

  public TestPaper asReplacement() {
    return new TestPaper(
        id, title, abstractText, categories, true, authors, irrelevantTitle, relevance, novelty);
  }

  public TestPaper by(TestAuthor... newAuthors) {
    return new TestPaper(
        id,
        title,
        abstractText,
        categories,
        replacement,
        List.of(newAuthors),
        irrelevantTitle,
        relevance,
        novelty);
  }

  /** New papers appear at Semantic Scholar some days late. */
  public TestPaper unknownToSemanticScholar() {
    return new TestPaper(
        id,
        title,
        abstractText,
        categories,
        replacement,
        null,
        irrelevantTitle,
        relevance,
        novelty);
  }

  public TestPaper withIrrelevantTitle() {
    return new TestPaper(
        id, title, abstractText, categories, replacement, authors, true, relevance, novelty);
  }

  /** What the LLM gives it. */
  public TestPaper scoring(int newRelevance, int newNovelty) {
    return new TestPaper(
        id,
        title,
        abstractText,
        categories,
        replacement,
        authors,
        irrelevantTitle,
        newRelevance,
        newNovelty);
  }

  /** What the LLM says of it. */
  public String comment() {
    return "On " + id + ".";
  }
}
