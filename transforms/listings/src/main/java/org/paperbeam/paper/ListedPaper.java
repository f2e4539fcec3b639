package org.paperbeam.paper;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One entry of a day's listing: a paper as arXiv describes it, and the day on which arXiv announced
 * it. Text is arXiv's own (LaTeX accents included), with every run of white space as one blank.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@JsonDeserialize(builder = ListedPaper.Builder.class)
@JsonPropertyOrder({
  "arxiv_id",
  "version",
  "date",
  "date_basis",
  "announce_type",
  "title",
  "authors",
  "abstract",
  "categories",
  "submitted"
})
public abstract class ListedPaper {
  /** The id without a version, e.g. {@code 2503.18929} or {@code hep-th/9901001}. */
  public abstract String getArxivId();

  /** The version that was listed; 1 when the source does not say. */
  public abstract int getVersion();

  /** The announcement (listing) date, ISO, e.g. {@code 2025-03-25}. */
  public abstract String getDate();

  public abstract DateBasis getDateBasis();

  public abstract AnnounceType getAnnounceType();

  public abstract String getTitle();

  /** In arXiv's order, affiliations left out; empty when the source names nobody. */
  public abstract List<String> getAuthors();

  @JsonProperty("abstract")
  public abstract String getAbstractText();

  /** The primary category first. */
  public abstract List<String> getCategories();

  /** When version 1 was submitted, UTC, ISO with {@code Z}; null when the source does not say. */
  public abstract @Nullable String getSubmitted();

  public static Builder builder() {
    return new AutoValue_ListedPaper.Builder();
  }

  public abstract Builder toBuilder();

  /**
   * The same paper with all of its texts in memory: for who reads several of them. See {@link
   * PaperSpill}.
   */
  @SchemaIgnore
  public ListedPaper whole() {
    return this;
  }

  /** Builds a {@link ListedPaper}. */
  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "set", buildMethodName = "buildInMemory")
  public abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return new AutoValue_ListedPaper.Builder();
    }

    public abstract Builder setArxivId(String arxivId);

    public abstract Builder setVersion(int version);

    public abstract Builder setDate(String date);

    public abstract Builder setDateBasis(DateBasis dateBasis);

    public abstract Builder setAnnounceType(AnnounceType announceType);

    public abstract Builder setTitle(String title);

    public abstract Builder setAuthors(List<String> authors);

    @JsonProperty("abstract")
    public abstract Builder setAbstractText(String abstractText);

    public abstract Builder setCategories(List<String> categories);

    public abstract Builder setSubmitted(@Nullable String submitted);

    /** The paper; its texts wait in a file where a runner asks for that, see {@link PaperSpill}. */
    public ListedPaper build() {
      return PaperSpill.keepInProcess(buildInMemory());
    }

    /** The paper, whatever a runner asks for: for one that is read soon, and not kept. */
    public abstract ListedPaper buildInMemory();
  }
}
