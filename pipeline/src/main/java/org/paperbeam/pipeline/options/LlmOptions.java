package org.paperbeam.pipeline.options;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.score.ScoreConfig;

/** Who scores, and within which limits. Each limit holds for the whole job. */
@Description("The scoring")
public interface LlmOptions extends PipelineOptions {
  /** Google's own Secret Manager, the default of {@code --secretManagerUrl}. */
  String SECRET_MANAGER_URL = "https://secretmanager.googleapis.com";

  @Description("Who scores: an LLM, or the offline scorer, which needs no key and no network.")
  @Setting(
      order = 60,
      type = ValueType.WORD,
      initial = "llm",
      words = {"llm", "offline"})
  String getScorer();

  void setScorer(String value);

  @Description("The model, as the service names it.")
  @Setting(order = 61, type = ValueType.TEXT, initialText = "profile")
  @Nullable String getLlmModel();

  void setLlmModel(@Nullable String value);

  @Description("The base URL of a service that is compatible with OpenAI.")
  @Setting(order = 62, type = ValueType.URL, initial = org.paperbeam.llm.LlmOptions.DEFAULT_URL)
  String getLlmUrl();

  void setLlmUrl(String value);

  @Description("The environment variable that holds the key. Never the key itself.")
  @Setting(order = 63, type = ValueType.VARIABLE, initial = "OPENAI_API_KEY", inTemplate = false)
  String getLlmKeyEnv();

  void setLlmKeyEnv(String value);

  @Description("A file that holds the key, in place of --llmKeyEnv.")
  @Setting(order = 64, type = ValueType.PATH)
  @Nullable String getLlmKeyFile();

  void setLlmKeyFile(@Nullable String value);

  @Description(
      "A secret of Google's Secret Manager that holds the key, in place of --llmKeyEnv:"
          + " projects/P/secrets/S, or one version of it, projects/P/secrets/S/versions/V.")
  @Setting(order = 65, type = ValueType.SECRET)
  @Nullable String getLlmKeySecret();

  void setLlmKeySecret(@Nullable String value);

  @Description(
      "Where the answers are that were paid for. Outputs can share one: what one has paid, no other"
          + " pays, and their runs wait for each other.")
  @Setting(order = 83, type = ValueType.PATH, initialText = "OUTPUT/ledger")
  @Nullable String getLedger();

  void setLedger(@Nullable String value);

  @Description("Calls a minute.")
  @Setting(order = 66, type = ValueType.WHOLE, min = 1, initialText = "no limit")
  @Nullable Integer getLlmRequestsPerMinute();

  void setLlmRequestsPerMinute(@Nullable Integer value);

  @Description("Tokens a minute, of prompts and answers.")
  @Setting(order = 67, type = ValueType.WHOLE, min = 1, initialText = "no limit")
  @Nullable Integer getLlmTokensPerMinute();

  void setLlmTokensPerMinute(@Nullable Integer value);

  @Description("Calls in flight.")
  @Setting(
      order = 68,
      type = ValueType.WHOLE,
      min = 1,
      max = 10000,
      initial = "" + LimitConfig.DEFAULT_MAX_IN_FLIGHT)
  Integer getLlmMaxInFlight();

  void setLlmMaxInFlight(Integer value);

  @Description("Seconds after which a call is given up.")
  @Setting(
      order = 69,
      type = ValueType.WHOLE,
      min = 1,
      max = 3600,
      initial = "" + org.paperbeam.llm.LlmOptions.DEFAULT_TIMEOUT_SECONDS)
  Integer getLlmTimeoutSeconds();

  void setLlmTimeoutSeconds(Integer value);

  @Description(
      "Attempts for a paper that is asked alone, before it is unscored. A refusal for"
          + " the rate is none.")
  @Setting(
      order = 70,
      type = ValueType.WHOLE,
      min = 1,
      max = 100,
      initial = "" + ScoreConfig.DEFAULT_MAX_ATTEMPTS)
  Integer getLlmMaxAttempts();

  void setLlmMaxAttempts(Integer value);

  @Description(
      "Seconds in which calls in flight may end when the run is told to end (SIGTERM, Ctrl-C).")
  @Setting(
      order = 78,
      type = ValueType.WHOLE,
      min = 0,
      max = 150,
      initial = "" + ScoreConfig.DEFAULT_DRAIN_SECONDS)
  Integer getDrainSeconds();

  void setDrainSeconds(Integer value);

  @Description("First ask the LLM which titles are clearly irrelevant.")
  @Setting(order = 71, type = ValueType.FLAG, initial = "" + ScoreConfig.DEFAULT_TITLE_FILTER)
  Boolean getTitleFilter();

  void setTitleFilter(Boolean value);

  @Description("The most papers in a prompt.")
  @Setting(
      order = 72,
      type = ValueType.WHOLE,
      min = 1,
      max = 200,
      initial = "" + PromptConfig.DEFAULT_PAPERS_PER_PROMPT)
  Integer getPapersPerPrompt();

  void setPapersPerPrompt(Integer value);

  @Description("The most tokens in a prompt; one paper is asked even if it is longer.")
  @Setting(
      order = 73,
      type = ValueType.WHOLE,
      min = 500,
      max = 1000000,
      initial = "" + PromptConfig.DEFAULT_PROMPT_TOKENS)
  Integer getPromptTokens();

  void setPromptTokens(Integer value);

  @Description("A hard cap in US dollars: no call starts that could pass it.")
  @Setting(order = 74, type = ValueType.NUMBER, max = 1000000, initialText = "no cap")
  @Nullable Double getMaxCostUsd();

  void setMaxCostUsd(@Nullable Double value);

  @Description(
      "A file of prices, in the form of the bundled prices.json, that adds to it and wins over it.")
  @Setting(order = 77, type = ValueType.PATH, initialText = "the bundled prices")
  @Nullable String getLlmPrices();

  void setLlmPrices(@Nullable String value);

  @Description(
      "Calls one by one (online), or through the Batch API for half the price, in up to a day a"
          + " round (batch).")
  @Setting(
      order = 75,
      type = ValueType.WORD,
      initial = "online",
      words = {"online", "batch"})
  String getLlmMode();

  void setLlmMode(String value);

  @Description("Seconds between two looks at an open batch.")
  @Setting(
      order = 76,
      type = ValueType.WHOLE,
      min = 1,
      max = 3600,
      initial = "" + BatchOptions.DEFAULT_POLL_SECONDS)
  Integer getLlmBatchPollSeconds();

  void setLlmBatchPollSeconds(Integer value);

  @Description(
      "Parts of a request that the service is known to refuse, so that none is sent; what is not"
          + " named is found out.")
  @Setting(
      order = 79,
      type = ValueType.WORDS,
      words = {
        "schema",
        "strict",
        "system",
        "temperature",
        "seed",
        "max_tokens",
        "max_completion_tokens"
      },
      initialText = "found out")
  @Nullable List<String> getLlmLeaveOut();

  void setLlmLeaveOut(@Nullable List<String> value);

  @Description(
      "A second service or model that takes over what the first leaves without a score, and all of"
          + " it when the first ends, e.g. for credit: URL,model=NAME,keyEnv=VARIABLE (or keyFile=,"
          + " keySecret=), and requestsPerMinute=, tokensPerMinute= if there are limits.")
  @Setting(order = 82, type = ValueType.TEXT, initialText = "none")
  @Nullable String getLlmFallback();

  void setLlmFallback(@Nullable String value);

  @Description("The base URL of Secret Manager. One of plain http:// gets no credential.")
  @Setting(order = 81, type = ValueType.URL, initial = SECRET_MANAGER_URL, inProfile = false)
  String getSecretManagerUrl();

  void setSecretManagerUrl(String value);
}
