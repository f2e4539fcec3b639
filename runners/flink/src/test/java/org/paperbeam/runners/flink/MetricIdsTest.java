package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricIdsTest {
  private final MetricIds ids = new MetricIds();
  private Set<String> there = Set.of();
  private int asked;

  /** Looks so often, and says how often Flink was asked. */
  private List<Integer> asked(int looks, long startedAt) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < looks; i++) {
      assertThat(ids.of("v1", startedAt, this::ask).isEmpty(), is(there.isEmpty()));
      times.add(asked);
    }
    return times;
  }

  private Set<String> ask() {
    asked++;
    return there;
  }

  @Test
  void whileThereAreNoneTheyAreAskedForAtEveryLook() {
    assertThat(asked(3, 7), is(List.of(1, 2, 3)));
  }

  @Test
  void whatDoesNotChangeIsAskedForLessAndLessOften() {
    there = Set.of("0.Ask.running.paperbeam.llm_requests");
    assertThat(asked(17, 7), is(List.of(1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5)));
  }

  @Test
  void aCounterThatBeginsLaterIsSeenAfterFiveLooksAtTheLatest() {
    there = Set.of("a");
    asked(8, 7);
    there = Set.of("a", "b");
    Set<String> seen = Set.of();
    for (int i = 0; i < MetricIds.MOST_LOOKS; i++) {
      seen = ids.of("v1", 7, this::ask);
    }
    assertThat(seen, is(there));
  }

  @Test
  void aVertexThatWasStartedAgainOrLostAnIdIsAskedAtOnce() {
    there = Set.of("0.a");
    asked(4, 7);
    int before = asked;
    there = Set.of("1.a");
    assertThat(ids.of("v1", 8, this::ask), is(there));
    assertThat(asked, is(before + 1));
    asked(4, 8);
    before = asked;
    ids.forget("v1");
    assertThat(asked(1, 8), is(List.of(before + 1)));
  }

  @Test
  void everyVertexHasItsOwn() {
    there = Set.of("a");
    asked(8, 7);
    Set<String> other = Set.of("b");
    assertThat(ids.of("v2", 7, () -> other), is(other));
  }
}
