package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void wrappersAreTakenOff() {
    IOException refused = new IOException("arXiv refuses (403)", new IOException("403"));
    Throwable wrapped =
        new PipelineExecutionException(
            UserCodeException.wrap(
                new RuntimeException(new ExecutionException(new UncheckedIOException(refused)))));
    assertThat(Reasons.oneLine(wrapped), is("arXiv refuses (403)"));
  }

  @Test
  void whatSaysLittleIsNamed() {
    assertThat(Reasons.oneLine(new NullPointerException()), is("NullPointerException"));
    assertThat(
        Reasons.oneLine(new IOException(new AccessDeniedException("/out"))),
        is("AccessDeniedException: /out"));
    assertThat(
        Reasons.oneLine(new OutOfMemoryError("Java heap space")),
        is("OutOfMemoryError: Java heap space"));
  }

  @Test
  void aReasonIsOneLineOfSaneLength() {
    assertThat(Reasons.oneLine(new IOException("a\n  b\r\nc")), is("a b c"));
    assertThat(Reasons.oneLine(new IOException("x".repeat(900))).length(), is(503));
  }
}
