package org.paperbeam.publish;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.money.Price;
import org.paperbeam.storage.Folder;

/** What every published date has in common. Immutable, serialisable. */
@AutoValue
public abstract class PublishConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract Folder getOutput();

  /** {@code llm} or {@code offline}. */
  public abstract String getScorer();

  /** The model's name; null when no model was asked. */
  public abstract @Nullable String getModel();

  /** The scoring prompt with {@code [PAPER LIST HERE]}; null when no model was asked. */
  public abstract @Nullable String getPrompt();

  /** The reader's topics, Markdown; null when there are none. */
  public abstract @Nullable String getTopics();

  /** The scoring prompt's hash; null when no model was asked. */
  public abstract @Nullable String getPromptSha256();

  /** The hashes of all prompts now in force: calls under another prompt are not this digest's. */
  public abstract Set<String> getPromptsInForce();

  /** Null when it is unknown, and then so is every cost. */
  public abstract @Nullable Price getPrice();

  public abstract int getMinRelevance();

  public abstract int getMinNovelty();

  public abstract String getRunId();

  /** When the run started, UTC, ISO: what files give as the time of their making. */
  public abstract String getStarted();

  public static Builder builder() {
    return new AutoValue_PublishConfig.Builder().setPromptsInForce(Set.of());
  }

  /** Builds a {@link PublishConfig}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setOutput(Folder output);

    public abstract Builder setScorer(String scorer);

    public abstract Builder setModel(@Nullable String model);

    public abstract Builder setPrompt(@Nullable String prompt);

    public abstract Builder setTopics(@Nullable String topics);

    public abstract Builder setPromptSha256(@Nullable String promptSha256);

    public abstract Builder setPromptsInForce(Set<String> promptsInForce);

    public abstract Builder setPrice(@Nullable Price price);

    public abstract Builder setMinRelevance(int minRelevance);

    public abstract Builder setMinNovelty(int minNovelty);

    public abstract Builder setRunId(String runId);

    public abstract Builder setStarted(String started);

    public abstract PublishConfig build();
  }
}
