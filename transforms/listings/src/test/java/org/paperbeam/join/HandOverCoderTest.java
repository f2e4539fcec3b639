package org.paperbeam.join;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class HandOverCoderTest {
  private static final Coder<List<String>> WRITING = ListCoder.of(StringUtf8Coder.of());
  private static final HandOverCoder<List<String>> CODER = HandOverCoder.of(WRITING);

  private final List<String> element = List.of("a", "", "b");

  @Test
  void anElementIsWrittenWhereNoRunnerHandsOver() throws Exception {
    List<String> clone = CoderUtils.clone(CODER, element);
    assertThat(clone, is(element));
    assertThat(clone, is(not(sameInstance(element))));
    CoderProperties.coderDecodeEncodeEqual(CODER, element);
    CoderProperties.coderSerializable(CODER);
    CoderProperties.structuralValueDecodeEncodeEqual(CODER, element);
    assertThat(CoderUtils.encodeToByteArray(CODER, element).length - 1, is(encodedLength()));
  }

  private int encodedLength() throws CoderException {
    return CoderUtils.encodeToByteArray(WRITING, element).length;
  }

  @Test
  void aCloneIsTheSameElementWhereARunnerHandsOver() throws Exception {
    try (HandOverCoder.Scope unused = HandOverCoder.useInProcess()) {
      HandOverCoder<List<String>> shipped = SerializableUtils.clone(CODER);
      byte[] encoded = CoderUtils.encodeToByteArray(CODER, element);
      assertThat(HandOverCoder.underway(), is(1));
      assertThat(CoderUtils.decodeFromByteArray(shipped, encoded), is(sameInstance(element)));
      assertThat("nothing is held for longer", HandOverCoder.underway(), is(0));
    }
  }

  @Test
  void whatWasHandedOverIsNotGivenTwice() throws Exception {
    byte[] encoded;
    try (HandOverCoder.Scope unused = HandOverCoder.useInProcess()) {
      encoded = CoderUtils.encodeToByteArray(CODER, element);
      assertThat(CoderUtils.decodeFromByteArray(CODER, encoded), is(element));
    }
    CoderException twice =
        assertThrows(CoderException.class, () -> CoderUtils.decodeFromByteArray(CODER, encoded));
    assertThat(twice.getMessage(), containsString("handed over already"));
  }

  @Test
  void whatWasEncodedBeforeIsDecodedAfterwards() throws Exception {
    byte[] written = CoderUtils.encodeToByteArray(CODER, element);
    try (HandOverCoder.Scope unused = HandOverCoder.useInProcess();
        HandOverCoder.Scope two = HandOverCoder.useInProcess()) {
      assertThat(CoderUtils.decodeFromByteArray(CODER, written), is(element));
    }
    List<String> clone = CoderUtils.clone(CODER, element);
    assertThat("no scope is left open", clone, is(not(sameInstance(element))));
  }
}
