package org.paperbeam.pipeline.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class BeamOptionsTest {
  @Test
  void theOptionsAreThoseThatBeamKnowsItself() {
    assertThat(BeamOptions.registered(), is(PipelineOptionsFactory.getRegisteredOptions()));
  }
}
