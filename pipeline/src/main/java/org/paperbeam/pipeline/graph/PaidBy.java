package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.transforms.SerializableFunction;
import org.paperbeam.calls.PaidCall;

/** Whether a call was paid by that run. */
record PaidBy(String runId) implements SerializableFunction<PaidCall, Boolean> {
  @Override
  public Boolean apply(PaidCall call) {
    return call.getRunId().equals(runId);
  }
}
