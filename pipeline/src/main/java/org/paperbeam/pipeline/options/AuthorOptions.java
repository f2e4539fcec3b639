package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.semanticscholar.AuthorsConfig;

/** How authors count. */
@Description("The authors")
public interface AuthorOptions extends PipelineOptions {
  @Description("Select every paper of a followed author, whatever its score.")
  @Setting(order = 50, type = ValueType.FLAG, initialText = "true if authors.csv has rows")
  @Nullable Boolean getAuthorMatch();

  void setAuthorMatch(@Nullable Boolean value);

  @Description("Drop a paper when no author reaches this h-index; an unknown paper stays.")
  @Setting(order = 51, type = ValueType.WHOLE, max = 1000, initial = "0")
  Integer getMinHIndex();

  void setMinHIndex(Integer value);

  @Description(
      "Score the papers of followed authors too: they stay selected whatever the scores, and stand"
          + " in a place of their own on the day's page.")
  @Setting(order = 56, type = ValueType.FLAG, initial = "false")
  Boolean getScoreAuthorMatches();

  void setScoreAuthorMatches(Boolean value);

  @Description("The base URL of Semantic Scholar.")
  @Setting(order = 52, type = ValueType.URL, initial = AuthorsConfig.DEFAULT_BASE_URL)
  String getSemanticScholarUrl();

  void setSemanticScholarUrl(String value);

  @Description(
      "The environment variable that holds the key of Semantic Scholar; if it is not set the"
          + " service is asked without one. Never the key itself.")
  @Setting(
      order = 53,
      type = ValueType.VARIABLE,
      initial = AuthorsConfig.API_KEY_VARIABLE,
      inTemplate = false)
  String getSemanticScholarKeyEnv();

  void setSemanticScholarKeyEnv(String value);

  @Description("A file that holds that key, in place of --semanticScholarKeyEnv.")
  @Setting(order = 54, type = ValueType.PATH)
  @Nullable String getSemanticScholarKeyFile();

  void setSemanticScholarKeyFile(@Nullable String value);

  @Description(
      "A secret of Google's Secret Manager that holds that key, in place of"
          + " --semanticScholarKeyEnv: projects/P/secrets/S, or one version of it,"
          + " projects/P/secrets/S/versions/V.")
  @Setting(order = 55, type = ValueType.SECRET)
  @Nullable String getSemanticScholarKeySecret();

  void setSemanticScholarKeySecret(@Nullable String value);
}
