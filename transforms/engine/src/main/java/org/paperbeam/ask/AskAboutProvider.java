package org.paperbeam.ask;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.transforms.Convert;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

/**
 * {@link AskAbout} for pipelines of other languages: rows with the texts {@code id}, {@code title}
 * and {@code text} come in as {@code input}; {@code output} has {@link Verdict}'s fields, {@code
 * failures} why the job must end.
 */
public final class AskAboutProvider
    extends TypedSchemaTransformProvider<AskAboutProvider.Configuration> {
  static final String INPUT = "input";
  static final String OUTPUT = "output";
  static final String FAILURES = "failures";

  @Override
  public String identifier() {
    return "paperbeam:schematransform:ask_about:v1";
  }

  @Override
  public String description() {
    return "Asks an LLM about things, within limits and a cost cap that hold for the whole job, and"
        + " keeps every answer in a ledger, so that none is paid for twice.";
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of(INPUT);
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of(OUTPUT, FAILURES);
  }

  @Override
  protected Class<Configuration> configurationClass() {
    return Configuration.class;
  }

  @Override
  protected SchemaTransform from(Configuration configuration) {
    return new Ask(configuration.engine());
  }

  /** How to ask. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  public abstract static class Configuration {
    @SchemaFieldDescription("Base address of an OpenAI-compatible service; OpenAI's by default.")
    public abstract @Nullable String getUrl();

    @SchemaFieldDescription("The model, as the service names it.")
    public abstract String getModel();

    @SchemaFieldDescription("The environment variable of the workers that holds the key.")
    public abstract @Nullable String getKeyEnv();

    @SchemaFieldDescription("The file that holds the key, in place of a variable.")
    public abstract @Nullable String getKeyFile();

    @SchemaFieldDescription("What the things are, and for whom they are judged.")
    public abstract String getTask();

    @SchemaFieldDescription("What is relevant and what is not.")
    public abstract String getTopics();

    @SchemaFieldDescription("What the two marks, relevance and novelty, mean from 1 to 10.")
    public abstract String getCriteria();

    @SchemaFieldDescription("The folder that keeps the answers.")
    public abstract String getLedger();

    @SchemaFieldDescription("Who pays: unique to the run, sortable by time.")
    public abstract String getRunId();

    @SchemaFieldDescription("Calls a minute for the whole job; 0, the default, for no limit.")
    public abstract @Nullable Integer getRequestsPerMinute();

    @SchemaFieldDescription("Tokens a minute for the whole job; 0, the default, for no limit.")
    public abstract @Nullable Integer getTokensPerMinute();

    @SchemaFieldDescription("US dollars that the job may spend; needs both prices.")
    public abstract @Nullable Double getMaxCostUsd();

    @SchemaFieldDescription("US dollars for a million tokens of prompts.")
    public abstract @Nullable Double getPromptPrice();

    @SchemaFieldDescription("US dollars for a million tokens of answers.")
    public abstract @Nullable Double getCompletionPrice();

    public static Builder builder() {
      return new AutoValue_AskAboutProvider_Configuration.Builder();
    }

    /** Builds a {@link Configuration}. */
    @AutoValue.Builder
    public abstract static class Builder {
      public abstract Builder setUrl(@Nullable String url);

      public abstract Builder setModel(String model);

      public abstract Builder setKeyEnv(@Nullable String keyEnv);

      public abstract Builder setKeyFile(@Nullable String keyFile);

      public abstract Builder setTask(String task);

      public abstract Builder setTopics(String topics);

      public abstract Builder setCriteria(String criteria);

      public abstract Builder setLedger(String ledger);

      public abstract Builder setRunId(String runId);

      public abstract Builder setRequestsPerMinute(@Nullable Integer requests);

      public abstract Builder setTokensPerMinute(@Nullable Integer tokens);

      public abstract Builder setMaxCostUsd(@Nullable Double maxCostUsd);

      public abstract Builder setPromptPrice(@Nullable Double promptPrice);

      public abstract Builder setCompletionPrice(@Nullable Double completionPrice);

      public abstract Configuration build();
    }

    ScorePapers engine() {
      String url = getUrl();
      ScorePapers engine =
          ScorePapers.byLlm()
              .withLlm(
                  new LlmOptions(
                      url == null ? LlmOptions.DEFAULT_URL : url,
                      getModel(),
                      key(),
                      LlmOptions.DEFAULT_TIMEOUT_SECONDS))
              .withPrompts(
                  PromptConfig.builder()
                      .setModel(getModel())
                      .setTask(getTask())
                      .setTopics(getTopics())
                      .setScoring(getCriteria())
                      .build())
              .withLimits(
                  new LimitConfig(
                      orZero(getRequestsPerMinute()),
                      orZero(getTokensPerMinute()),
                      LimitConfig.DEFAULT_MAX_IN_FLIGHT))
              .withSpending(
                  SpendConfig.builder().setPrice(price()).setMaxCostUsd(getMaxCostUsd()).build())
              .withLedger(Ledger.in(Folder.of(getLedger())))
              .withRunId(getRunId());
      // What does not fit together is refused here, and not by a worker.
      var unused = engine.getConfig();
      return engine;
    }

    private KeySource key() {
      String variable = getKeyEnv();
      String file = getKeyFile();
      if ((variable == null) == (file == null)) {
        throw new IllegalArgumentException("want one of keyEnv and keyFile");
      }
      return variable == null ? KeySource.file(file) : KeySource.environment(variable);
    }

    private @Nullable Price price() {
      Double prompt = getPromptPrice();
      Double completion = getCompletionPrice();
      if ((prompt == null) != (completion == null)) {
        throw new IllegalArgumentException("want both of promptPrice and completionPrice, or none");
      }
      return prompt == null
          ? null
          : new Price(
              BigDecimal.valueOf(prompt),
              BigDecimal.valueOf(prompt),
              BigDecimal.valueOf(completion));
    }

    private static int orZero(@Nullable Integer value) {
      return value == null ? 0 : value;
    }
  }

  private static final class Ask extends SchemaTransform {
    private static final long serialVersionUID = 1L;

    private final ScorePapers engine;

    Ask(ScorePapers engine) {
      this.engine = engine;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      AskResult asked =
          input
              .get(INPUT)
              .apply(
                  "Read rows",
                  MapElements.into(TypeDescriptor.of(Question.class)).via(Ask::question))
              .apply("Ask about them", AskAbout.by(engine));
      return PCollectionRowTuple.of(
              OUTPUT, asked.getVerdicts().apply("Verdicts as rows", Convert.toRows()))
          .and(FAILURES, asked.getFailures().apply("Failures as rows", Convert.toRows()));
    }

    private static Question question(Row row) {
      return Question.of(row.getString("id"), row.getString("title"), row.getString("text"));
    }
  }
}
