package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where the site will stand. */
@Description("The site")
public interface SiteOptions extends PipelineOptions {
  @Description("Where the site is served: for absolute links in feeds and in what is delivered.")
  @Setting(order = 93, type = ValueType.URL)
  @Nullable String getSiteUrl();

  void setSiteUrl(@Nullable String value);
}
