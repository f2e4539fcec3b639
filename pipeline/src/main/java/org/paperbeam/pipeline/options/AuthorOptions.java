package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How authors count. */
@Description("The authors")
public interface AuthorOptions extends PipelineOptions {
  @Description("Select every paper of a followed author, whatever its score.")
  @Setting(order = 50, type = ValueType.FLAG, initialText = "true if authors.csv has rows")
  Boolean getAuthorMatch();

  void setAuthorMatch(Boolean value);

  @Description("Drop a paper when no author reaches this h-index; an unknown paper stays.")
  @Setting(order = 51, type = ValueType.WHOLE, max = 1000, initial = "0")
  Integer getMinHIndex();

  void setMinHIndex(Integer value);

  @Description("The base URL of Semantic Scholar.")
  @Setting(order = 52, type = ValueType.URL, initial = "https://api.semanticscholar.org")
  String getSemanticScholarUrl();

  void setSemanticScholarUrl(String value);
}
