package org.paperbeam.calls;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaIgnore;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;

/**
 * A paper that the LLM has to be asked about, with the tokens that it takes in a prompt of either
 * stage: counted once, where papers are packed, and carried along.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PaperQuestion {
  public abstract PaperRecord getRecord();

  /**
   * Whether the same paper, word for word, is asked about on another date of the run too: one
   * answer decides it on all of them.
   */
  public abstract boolean isShared();

  /** Whether an earlier date of the run asks the same, which counts it in an estimate. */
  public abstract boolean isRepeated();

  public abstract String getTitleKey();

  public abstract String getScoreKey();

  /** Whether its title has passed already, or is not to be asked about. */
  public abstract boolean isTitleKept();

  /** By which rule it is asked about again near a cut-off; null when it never is. */
  public abstract @Nullable NearCutOff getNearCutOff();

  /** The answers there are, in order, when they leave the decision open; empty as a rule. */
  public abstract List<PaperAnswer> getEarlier();

  /** Tokens that its title adds to a prompt; 0 while they are not counted. */
  public abstract int getTitleTokens();

  /** Tokens that its abstract adds to a prompt; 0 while they are not counted. */
  public abstract int getScoreTokens();

  /** As that date lists it. */
  @SchemaIgnore
  public ListedPaper paper() {
    return getRecord().getPaper();
  }

  /** The ledger's key of what is asked about it at that stage. */
  @SchemaIgnore
  public String key(Stage stage) {
    return stage == Stage.TITLES ? getTitleKey() : scoreKey(getEarlier().size());
  }

  /** The ledger's key of the score that comes after so many. */
  @SchemaIgnore
  String scoreKey(int answers) {
    return answers == 0 ? getScoreKey() : LedgerKey.ofAgain(getScoreKey(), answers);
  }

  /** What gives it its place in a prompt's shuffle: another one each time it is asked. */
  @SchemaIgnore
  public String shuffledBy() {
    String id = paper().getArxivId();
    return getEarlier().isEmpty() ? id : id + " again " + getEarlier().size();
  }

  /** Tokens that it adds to a prompt of that stage. */
  @SchemaIgnore
  public int tokens(Stage stage) {
    return stage == Stage.TITLES ? getTitleTokens() : getScoreTokens();
  }

  public static Builder builder() {
    return new AutoValue_PaperQuestion.Builder()
        .setShared(false)
        .setRepeated(false)
        .setEarlier(List.of())
        .setTitleTokens(0)
        .setScoreTokens(0);
  }

  public abstract Builder toBuilder();

  /** Builds a {@link PaperQuestion}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setRecord(PaperRecord record);

    public abstract Builder setShared(boolean shared);

    public abstract Builder setRepeated(boolean repeated);

    public abstract Builder setTitleKey(String titleKey);

    public abstract Builder setScoreKey(String scoreKey);

    public abstract Builder setTitleKept(boolean titleKept);

    public abstract Builder setNearCutOff(@Nullable NearCutOff nearCutOff);

    public abstract Builder setEarlier(List<PaperAnswer> earlier);

    public abstract Builder setTitleTokens(int titleTokens);

    public abstract Builder setScoreTokens(int scoreTokens);

    public abstract PaperQuestion build();
  }
}
