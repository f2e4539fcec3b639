package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.RunFailure;

class BadEntriesTest {
  private final Collected sink = new Collected();

  private @Nullable RunFailure judge(int bad, int harmless, int good, @Nullable Long max)
      throws IOException {
    BadEntries entries = new BadEntries();
    for (int i = 0; i < bad; i++) {
      entries.add("here", BadEntry.of("x" + i, "entry x" + i + " is odd"));
    }
    for (int i = 0; i < harmless; i++) {
      entries.add("here", BadEntry.of("y" + i, "entry y" + i + " is odd").asHarmless());
    }
    return entries.judge(null, max, good, sink);
  }

  @Test
  void aFewArePassedOverWithAWarningThatNamesThem() throws Exception {
    assertThat(judge(0, 0, 0, null), nullValue());
    assertThat(sink.warnings, hasSize(0));
    assertThat(judge(10, 3, 100, null), nullValue());
    assertThat(
        sink.warnings.get(0),
        is(
            "13 entries of arXiv's listing cannot be read as announced; the first: entry x0 is odd (here);"
                + " passed over, so that what they announce is not listed"));
  }

  @Test
  void moreThanAFewOrThanGoodOnesFail() throws Exception {
    assertThat(judge(11, 0, 100, null), notNullValue());
    assertThat(judge(2, 0, 1, null), notNullValue());
    assertThat(judge(1, 0, 0, null), notNullValue());
  }

  @Test
  void aNumberThatIsGivenCounts() throws Exception {
    assertThat(judge(1, 0, 100, 0L).getRemedy(), is(Remedy.ALLOW_BAD_RECORDS));
    assertThat(judge(1, 0, 100, 0L).getRemedyValue(), is("1"));
    assertThat(judge(11, 0, 0, 11L), nullValue());
  }

  @Test
  void whatWasNotAskedForDoesNotCount() throws Exception {
    assertThat(judge(0, 500, 0, 0L), nullValue());
    assertThat(sink.warnings.get(0), containsString("none of them was asked for"));
  }
}
