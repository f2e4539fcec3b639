package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryEndTest {
  private final MemoryEnd memory = new MemoryEnd();

  @Test
  void itIsKnownWhereverAFailureComesFrom() {
    memory.noteIfOut(new IOException("other"));
    memory.noteIfOut(new StackOverflowError());
    assertThat(memory.hasCome(), is(false));
    memory.noteIfOut(new IOException(new IllegalStateException(new OutOfMemoryError("heap"))));
    assertThat(memory.hasCome(), is(true));
  }

  @Test
  void causesInACircleEnd() {
    Exception first = new Exception();
    first.initCause(new Exception(first));
    memory.noteIfOut(first);
    assertThat(memory.hasCome(), is(false));
  }

  @Test
  void theSignalSaysItToo() {
    memory.note();
    assertThat(memory.hasCome(), is(true));
  }
}
