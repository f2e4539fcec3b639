package org.paperbeam.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.learnt.AuditSample;

/** The filter that has learnt what the LLM would reject. */
@Description("The pre-filter")
public interface FilterOptions extends PipelineOptions {
  @Description(
      "The file that train wrote: papers that it rules out are not asked about, but for the audit."
          + " It is left alone once its promise is not kept, and by the offline scorer.")
  @Setting(order = 57, type = ValueType.PATH, initialText = "none: every paper is scored")
  @Nullable String getPrefilter();

  void setPrefilter(@Nullable String value);

  @Description("The share of all papers that is scored whatever the pre-filter says.")
  @Setting(order = 58, type = ValueType.NUMBER, max = 1, initial = "" + AuditSample.DEFAULT_SHARE)
  Double getAuditShare();

  void setAuditShare(Double value);
}
