package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import org.apache.flink.api.common.restartstrategy.RestartStrategies.FallbackRestartStrategyConfiguration;
import org.apache.flink.api.common.restartstrategy.RestartStrategies.FixedDelayRestartStrategyConfiguration;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Beam translates bounded jobs to this interface of Flink.
class SubmissionTest {
  @Test
  void soManyRestartsWithThatDelayBetweenThem() {
    FixedDelayRestartStrategyConfiguration restarts =
        (FixedDelayRestartStrategyConfiguration) Submission.restarts(10, 2500);
    assertThat(restarts.getRestartAttempts(), is(10));
    assertThat(restarts.getDelayBetweenAttemptsInterval().toMilliseconds(), is(2500L));
    assertThat(
        ((FixedDelayRestartStrategyConfiguration) Submission.restarts(0, 0)).getRestartAttempts(),
        is(0));
  }

  @Test
  void minusOneLeavesThemToTheCluster() {
    assertThat(
        Submission.restarts(-1, 10000), is(instanceOf(FallbackRestartStrategyConfiguration.class)));
    assertThat(
        Submission.restarts(-1, -1), is(instanceOf(FallbackRestartStrategyConfiguration.class)));
  }
}
