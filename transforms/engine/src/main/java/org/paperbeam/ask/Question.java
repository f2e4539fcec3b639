package org.paperbeam.ask;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;

/** A thing that an LLM is asked about, whatever it is. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Question {
  /** What is packed into prompts together has a date in the ledger; things without one get this. */
  private static final String DATE = "2000-01-01";

  // A model's answer names the thing by its id: what it might write in two ways is refused.
  private static final Pattern ID = Pattern.compile("(?!.*[vV][0-9]+$)[A-Za-z0-9_-]{1,60}");

  /** Unique among the questions of a job. */
  public abstract String getId();

  /** One line. */
  public abstract String getTitle();

  /** The rest of what is known of it; may be empty. */
  public abstract String getText();

  /**
   * A question about a thing.
   *
   * @param id 1 to 60 letters of ASCII, digits, {@code -} and {@code _}, with no version such as
   *     {@code v2} at its end; unique in the job
   * @param title what it is called
   * @param text what is known of it besides
   * @throws IllegalArgumentException for another id
   */
  @SchemaCreate
  public static Question of(String id, String title, String text) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id: want 1 to 60 letters, digits, - or _, without a version at the end, not '"
              + id
              + "'");
    }
    return new AutoValue_Question(id, title, text);
  }

  /** As the engine knows it. */
  @SchemaIgnore
  PaperRecord record() {
    return PaperRecord.listed(
        ListedPaper.builder()
            .setArxivId(getId())
            .setVersion(1)
            .setDate(DATE)
            .setDateBasis(DateBasis.EXACT)
            .setAnnounceType(AnnounceType.NEW)
            .setTitle(getTitle())
            .setAuthors(List.of())
            .setAbstractText(getText())
            .setCategories(List.of())
            .build());
  }
}
