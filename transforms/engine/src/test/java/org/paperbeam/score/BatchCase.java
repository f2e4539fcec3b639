package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.ids;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calls.PaperQuestion;

/** A service with a Batch API for every test, and what the tests of batches ask and expect. */
abstract class BatchCase {
  @TempDir Path folder;

  BatchBench bench;

  @BeforeEach
  void start() {
    bench = new BatchBench(folder.resolve("ledger"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  static List<Map.Entry<String, List<PaperQuestion>>> oneDay(int papers) {
    return List.of(day("2025-03-25", 1, papers, false));
  }

  static List<Map.Entry<String, List<PaperQuestion>>> keptDay(int papers) {
    return List.of(day("2025-03-25", 1, papers, true));
  }

  void assertWhole(LaneBench lane, int papers) throws Exception {
    assertThat(lane.failures.toString(), lane.failures, is(empty()));
    assertThat(lane.unscored, is(empty()));
    assertThat(
        lane.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
        is(ids(1, papers)));
    assertThat(bench.openBatches(), is(empty()));
  }
}
