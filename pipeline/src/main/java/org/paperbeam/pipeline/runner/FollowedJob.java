package org.paperbeam.pipeline.runner;

import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/** A job whose runner says why it failed. */
public interface FollowedJob extends PipelineResult {
  /** Why it failed, in one line; empty when it did not, or nobody says. To be asked at its end. */
  Optional<String> failure();

  /** Waits for the job's end without a limit; the state it has then. */
  @Override
  default State waitUntilFinish() {
    return waitUntilFinish(Duration.ZERO);
  }
}
