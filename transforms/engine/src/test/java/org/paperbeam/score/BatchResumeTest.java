package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.paperbeam.score.LaneBench.day;
import static org.paperbeam.score.LaneBench.ids;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.ledger.OpenBatch;
import org.paperbeam.ledger.OpenBatches;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer.Request;

/** A run that breaks off, or runs beside another: the next one goes on and pays nothing twice. */
class BatchResumeTest extends BatchCase {
  private static List<Map.Entry<String, List<PaperQuestion>>> days() {
    return List.of(day("2025-03-24", 1, 25, false), day("2025-03-25", 26, 45, false));
  }

  private OpenBatches open() {
    return bench.config(true).build().getLedger().batches();
  }

  private void killed(BatchBench one, String runId) {
    assertThrows(DyingApi.Killed.class, () -> one.work(one.config(true), runId, days()));
    one.way = api -> api;
  }

  private static void assertWhole(BatchBench one, LaneBench lane) throws Exception {
    assertThat(lane.failures.toString(), lane.failures, is(empty()));
    assertThat(
        lane.decided.stream().map(r -> r.getPaper().getArxivId()).sorted().toList(),
        is(ids(1, 45)));
    assertThat(lane.unscored, is(empty()));
    assertThat(one.openBatches(), is(empty()));
    one.answered.forEach((question, times) -> assertThat(question, times, is(1)));
  }

  @Test
  void aRunKilledAtAnyPointIsGoneOnWithAndNothingIsPaidTwice() throws Exception {
    for (String what : List.of("upload", "create", "get", "download", "delete")) {
      for (String when : List.of("before ", "after ")) {
        for (int round : new int[] {1, 2}) {
          String point = when + what;
          Path place = Files.createDirectories(folder.resolve(point + round));
          try (BatchBench one = new BatchBench(place)) {
            one.way = api -> new DyingApi(api, point, round);
            killed(one, "20250326T000000Z-a");
            LaneBench lane = one.work(one.config(true), "20250326T010000Z-b", days());
            assertWhole(one, lane);
            // An input that was uploaded for nothing stays; the service deletes it by itself.
            long inputs =
                one.batches.files().stream().filter(f -> !f.startsWith("file-output")).count();
            assertThat(point, inputs, is(point.equals("after upload") ? 1L : 0L));
            assertThat(point, one.work(one.config(true), "c", days()).paid, is(empty()));
          }
        }
      }
    }
  }

  @Test
  void anOpenBatchThatCannotBeReadEndsTheRunBeforeAnythingIsAsked() throws Exception {
    Path file = folder.resolve("ledger/batches/20250326T000000Z-a-1.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"name\": ");
    LaneBench lane = bench.work(bench.config(true), "b", days());
    assertThat(lane.failures, hasSize(1));
    assertThat(
        lane.failures.get(0).getMessage(),
        startsWith(file + " is no open batch (it is no whole entry)"));
    assertThat(bench.answered.keySet(), is(empty()));
    assertThat(lane.unscored, is(empty()));
    assertThat(Files.exists(file), is(true));
  }

  @Test
  void killedBetweenTheAnswersIntoTheLedgerTheRestIsFetchedOnce() throws Exception {
    bench.work(bench.config(true), "a", days());
    // As if the kill had come after half of the second batch's answers were written.
    Path entries = folder.resolve("ledger/open/a");
    List<Path> files;
    try (var list = Files.list(entries)) {
      files = list.sorted().toList();
    }
    BatchBench two = new BatchBench(folder.resolve("two"));
    try (two) {
      two.way = api -> new DyingApi(api, "before delete", 2);
      killed(two, "a");
      List<Path> written;
      try (var list = Files.list(folder.resolve("two/open/a"))) {
        written = list.sorted().toList();
      }
      assertThat(written, hasSize(files.size()));
      for (Path file : written.subList(7, 10)) {
        Files.delete(file);
      }
      restoreBatch(two);
      LaneBench lane = two.work(two.config(true), "b", days());
      assertWhole(two, lane);
      Set<String> ids = new TreeSet<>();
      two.config(true).build().getLedger().readOpen(e -> ids.add(e.getId()), warning -> {});
      assertThat("the same answer has the same id in both runs", ids, hasSize(10));
    }
  }

  /** The kill came before the file of the open batch was removed. */
  private void restoreBatch(BatchBench two) throws Exception {
    OpenBatches batches = two.config(true).build().getLedger().batches();
    BatchBench other = new BatchBench(folder.resolve("copy"));
    try (other) {
      other.way = api -> new DyingApi(api, "before get", 2);
      killed(other, "a");
      OpenBatches there = other.config(true).build().getLedger().batches();
      OpenBatch open = there.read(there.names().get(0)).orElseThrow();
      batches.write(
          new OpenBatch(
              open.name(),
              "a",
              two.server.url() + "/v1",
              open.model(),
              open.contentSha256(),
              open.intended(),
              open.inputFileId(),
              open.batchId(),
              open.requests()));
    }
  }

  @Test
  void aBatchWithoutItsIdIsFoundAmongPagesOfOthers() throws Exception {
    bench.way = api -> new DyingApi(api, "after create", 1);
    killed(bench, "a");
    assertThat(open().read(open().names().get(0)).orElseThrow().batchId() == null, is(true));
    bench.batches.pages(1);
    // Batches of somebody else, at the same account, created later.
    String body =
        "{\"input_file_id\":\"file-1\",\"endpoint\":\"/v1/chat/completions\","
            + "\"completion_window\":\"24h\"}";
    for (int i = 0; i < 5; i++) {
      bench.batches.answer(new Request("POST", URI.create("/v1/batches"), Map.of(), body));
    }
    LaneBench lane = bench.work(bench.config(true), "b", days());
    assertWhole(bench, lane);
    assertThat(lane.notices, hasItem(containsString("of 5 requests is open since run a (")));
    assertThat("its own two", bench.batches.uploads(), is(2));
  }

  @Test
  void whetherABatchWasCreatedIsLookedUpWhenTheAnswerIsLost() throws Exception {
    for (boolean created : new boolean[] {true, false}) {
      try (BatchBench one = new BatchBench(folder.resolve("lost" + created))) {
        if (created) {
          one.batches.loseNextAnswer("POST /batches");
        } else {
          one.batches.answer("POST /batches", BatchService.error(502, "", "Bad gateway"));
          one.pace.meanwhile = () -> one.batches.answer("POST /batches", null);
        }
        LaneBench lane = one.work(one.config(true), "a", days());
        assertWhole(one, lane);
        assertThat(one.batches.sizes(), is(List.of(5, 5)));
        assertThat(one.batches.uploads(), is(created ? 2 : 3));
        assertThat("no attempt", lane.tally.getRetries(), is(0L));
      }
    }
  }

  @Test
  void aBatchThatTheServiceDoesNotKnowIsKeptAndNotAskedAgainUntilItMustBeOver() throws Exception {
    bench.way = api -> new DyingApi(api, "before get", 1);
    killed(bench, "a");
    bench.batches.forget("batch_1");
    LaneBench young = bench.work(bench.config(true), "b", days());
    assertThat(young.failures, hasSize(1));
    assertThat(
        young.failures.get(0).getMessage(),
        containsString("batch 1 (batch_1) is not known to the service, or its files are not"));
    assertThat("no other batch", bench.batches.uploads(), is(1));
    assertThat(bench.openBatches(), hasSize(1));
    assertThat(bench.answered.keySet(), is(empty()));

    OpenBatch kept = open().read(open().names().get(0)).orElseThrow();
    open()
        .write(
            new OpenBatch(
                kept.name(),
                kept.runId(),
                kept.url(),
                kept.model(),
                kept.contentSha256(),
                kept.intended().minus(Duration.ofDays(3)),
                kept.inputFileId(),
                kept.batchId(),
                kept.requests()));
    LaneBench lane = bench.work(bench.config(true), "c", days());
    assertWhole(bench, lane);
    assertThat(
        lane.tally.getWarnings(), hasItem(startsWith("batch_1: the service does not know it")));
  }

  @Test
  void newPapersDoNotWaitForAnOldBatchAndItsOthersAreKept() throws Exception {
    bench.batches.plan(1, BatchPlan.AT_ONCE.after("in_progress", "in_progress", "in_progress"));
    bench.way = api -> new DyingApi(api, "after get", 1);
    killed(bench, "20250326T000000Z-a");
    // The second run has other papers of the first day too, and not the second day.
    List<Map.Entry<String, List<PaperQuestion>>> now =
        List.of(day("2025-03-24", 5, 30, false), day("2025-03-26", 50, 60, false));
    LaneBench lane = bench.work(bench.config(true), "20250326T010000Z-b", now);
    assertThat(lane.failures, is(empty()));
    assertThat(lane.decided, hasSize(37));
    assertThat("titles of the new papers at once", bench.batches.sizes().get(1), is(2));
    assertThat(bench.openBatches(), is(empty()));
    assertThat(bench.answered.values(), everyItem(is(1)));
    // What nobody waited for is in the ledger all the same.
    LaneBench rest = bench.work(bench.config(true), "20250326T020000Z-c", days());
    assertThat(rest.decided, hasSize(45));
    assertThat(bench.answered.values(), everyItem(is(1)));
  }

  @Test
  void anOnlineRunGoesOnWithAnOpenBatchToo() throws Exception {
    bench.way = api -> new DyingApi(api, "after get", 1);
    killed(bench, "a");
    LaneBench lane = bench.work(bench.config(false), "b", days());
    assertWhole(bench, lane);
    assertThat(bench.batches.sizes(), is(List.of(5)));
    assertThat(lane.paid.stream().filter(PaidCall::isBatch).count(), is(5L));
    assertThat(lane.paid, hasSize(10));
  }

  @Test
  void aBatchAtAnotherServiceIsLeftAlone() throws Exception {
    bench.way = api -> new DyingApi(api, "before get", 1);
    killed(bench, "a");
    try (BatchBench elsewhere = new BatchBench(folder.resolve("ledger"))) {
      LaneBench lane = elsewhere.work(elsewhere.config(true), "b", days());
      assertThat(lane.decided, hasSize(45));
      assertThat(
          lane.tally.getWarnings(), hasItem(containsString("is open at " + bench.server.url())));
      assertThat(elsewhere.openBatches(), hasSize(1));
    }
  }

  @Test
  void twoRunsAtOnceAskOnceAndBothEnd() throws Exception {
    for (int wait = 1; wait <= 2; wait++) {
      try (BatchBench one = new BatchBench(folder.resolve("both" + wait))) {
        one.batches.plan(wait, BatchPlan.AT_ONCE.after("in_progress"));
        List<LaneBench> other = new ArrayList<>();
        one.pace.meanwhile =
            () -> {
              try {
                other.add(one.work(one.config(true), "b", days()));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            };
        LaneBench first = one.work(one.config(true), "a", days());
        assertWhole(one, first);
        assertWhole(one, other.get(0));
        assertThat(one.batches.sizes(), is(List.of(5, 5)));
        Set<String> ids = new TreeSet<>();
        first.paid.forEach(call -> ids.add(call.getId()));
        other.get(0).paid.forEach(call -> ids.add(call.getId()));
        assertThat("counted once by their ids", ids, hasSize(10));
      }
    }
  }

  @Test
  void ofTwoRunsThatBeginTogetherOneAsksAndTheOtherJoins() throws Exception {
    for (String point : List.of("before upload", "after upload")) {
      try (BatchBench one = new BatchBench(folder.resolve(point))) {
        one.way =
            api ->
                new DyingApi(
                    api,
                    point,
                    1,
                    () -> {
                      // Another run has just created its batch, and goes on later.
                      one.way = other -> new DyingApi(other, "before get", 1);
                      killed(one, "a-other");
                    });
        LaneBench lane = one.work(one.config(true), "b", days());
        assertWhole(one, lane);
        assertThat(one.batches.sizes(), is(List.of(5, 5)));
        assertThat(one.batches.uploads(), is(3));
        assertThat(one.batches.files(), everyItem(startsWith("file-output")));
      }
    }
  }

  @Test
  void aLedgerThatCannotBeWrittenEndsTheRunBeforeABatchIsCreated() throws Exception {
    Path ledger = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(ledger.resolve("batches"), "no folder");
    try (BatchBench one = new BatchBench(ledger)) {
      LaneBench lane = one.work(one.config(true), "a", days());
      assertThat(
          lane.failures.stream().map(RunFailure::getMessage).toList(),
          hasItem(containsString("an open batch could not be kept")));
      assertThat(one.batches.sizes(), is(empty()));
    }
  }
}
