package org.paperbeam.contract;

import com.google.auto.value.AutoValue;
import java.util.List;

/**
 * An invented paper: what arXiv lists, what Semantic Scholar knows of its authors, and what the LLM
 * thinks of it. Immutable; a new one is known to Semantic Scholar with an author of h-index 50, its
 * title is relevant, and it scores 9 and 8.
 */
@AutoValue
public abstract class TestPaper {
  public abstract String id();

  public abstract String title();

  public abstract String abstractText();

  /** The primary one first. */
  public abstract List<String> categories();

  /** Whether it is announced as a replacement. */
  public abstract boolean replacement();

  /** Whether Semantic Scholar knows it. */
  public abstract boolean known();

  public abstract List<TestAuthor> authors();

  /** Whether the title filter would drop it. */
  public abstract boolean irrelevantTitle();

  public abstract int relevance();

  public abstract int novelty();

  public static TestPaper of(String id) {
    return new AutoValue_TestPaper.Builder()
        .setId(id)
        .setTitle("Title of " + id.replace('/', ' '))
        .setAbstractText("What the paper does.")
        .setCategories(List.of("cs.LG"))
        .setReplacement(false)
        .setKnown(true)
        .setAuthors(List.of(new TestAuthor("77", "A. Nobody", 50)))
        .setIrrelevantTitle(false)
        .setRelevance(9)
        .setNovelty(8)
        .build();
  }

  public TestPaper titled(String title) {
    return toBuilder().setTitle(title).build();
  }

  public TestPaper saying(String abstractText) {
    return toBuilder().setAbstractText(abstractText).build();
  }

  /** In these categories, the primary one first. */
  public TestPaper in(String... categories) {
    return toBuilder().setCategories(List.of(categories)).build();
  }

  public TestPaper asReplacement() {
    return toBuilder().setReplacement(true).build();
  }

  public TestPaper by(TestAuthor... authors) {
    return toBuilder().setAuthors(List.of(authors)).build();
  }

  /** New papers appear at Semantic Scholar some days late. */
  public TestPaper unknownToSemanticScholar() {
    return toBuilder().setKnown(false).build();
  }

  public TestPaper withIrrelevantTitle() {
    return toBuilder().setIrrelevantTitle(true).build();
  }

  /** What the LLM gives it. */
  public TestPaper scoring(int relevance, int novelty) {
    return toBuilder().setRelevance(relevance).setNovelty(novelty).build();
  }

  /** What the LLM says of it. */
  public String comment() {
    return "On " + id() + ".";
  }

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setId(String id);

    abstract Builder setTitle(String title);

    abstract Builder setAbstractText(String abstractText);

    abstract Builder setCategories(List<String> categories);

    abstract Builder setReplacement(boolean replacement);

    abstract Builder setKnown(boolean known);

    abstract Builder setAuthors(List<TestAuthor> authors);

    abstract Builder setIrrelevantTitle(boolean irrelevantTitle);

    abstract Builder setRelevance(int relevance);

    abstract Builder setNovelty(int novelty);

    abstract TestPaper build();
  }
}
