package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.llm.BatchApi;
import org.paperbeam.llm.BatchException;
import org.paperbeam.llm.BatchJob;
import org.paperbeam.testing.BatchPlan;
import org.paperbeam.testing.BatchService;
import org.paperbeam.testing.LoopbackServer.Answer;

/** A batch is not created twice, however oddly the service speaks of it. */
class BatchOnceTest extends BatchCase {
  private LaneBench once() throws Exception {
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(15));
    assertThat("batches", bench.batches.sizes(), hasSize(1));
    return lane;
  }

  private void assertKept(LaneBench lane, String words) throws Exception {
    assertThat(lane.failures, hasSize(1));
    assertThat(lane.failures.get(0).getMessage(), containsString(words));
    assertThat(lane.decided, is(empty()));
    assertThat(bench.openBatches(), hasSize(1));
  }

  @Test
  void aBatchThatIsKnownOnlyAfterAWhileIsLookedAtAgain() throws Exception {
    bench.batches.answer("GET /batches/id", BatchService.error(404, "", "No batch found"));
    bench.pace.meanwhile = () -> bench.batches.answer("GET /batches/id", null);
    LaneBench lane = once();
    assertWhole(lane, 15);
    assertThat(lane.notices, hasItem(containsString("is not known to the service")));
  }

  @Test
  void aBatchThatStaysUnknownEndsTheRunAndIsKept() throws Exception {
    bench.batches.answer("GET /batches/id", BatchService.error(404, "", "No batch found"));
    assertKept(once(), "is not known to the service");
    bench.batches.answer("GET /batches/id", null);
    LaneBench lane = bench.work(bench.config(true), "b", keptDay(15));
    assertThat("the same one", bench.batches.sizes(), hasSize(1));
    assertWhole(lane, 15);
  }

  @Test
  void aListThatTheServiceDoesNotHaveIsNoProofThatNothingWasCreated() throws Exception {
    bench.batches.loseNextAnswer("POST /batches");
    bench.batches.answer("GET /batches", BatchService.error(404, "", "not found"));
    assertKept(once(), "is not known to the service");
  }

  @Test
  void aBatchThatWasCreatedWithoutAnIdIsFoundByItsName() throws Exception {
    bench.way = api -> new Told(api, job -> job, /* hideId= */ true);
    LaneBench lane = once();
    assertWhole(lane, 15);
  }

  @Test
  void aBatchPastItsEndEndsTheRunAndIsKept() throws Exception {
    Instant past = Instant.parse("2025-03-25T00:00:00Z");
    bench.way = api -> new Told(api, job -> with(job, "in_progress", null, past), false);
    assertKept(once(), "is past its end (2025-03-25T00:00:00Z) and still in_progress");
  }

  @Test
  void aBatchThatShowsNoAnswersYetIsLookedAtAgain() throws Exception {
    boolean[] hidden = {true};
    bench.way =
        api -> new Told(api, job -> hidden[0] ? with(job, job.status(), null, null) : job, false);
    bench.pace.meanwhile = () -> hidden[0] = false;
    LaneBench lane = once();
    assertWhole(lane, 15);
  }

  @Test
  void bytesThatAreNoTextCostTheirLineOnly() throws Exception {
    bench.way = Spoilt::new;
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(30));
    assertThat(lane.failures, is(empty()));
    assertThat(lane.decided, hasSize(30));
    assertThat(lane.unscored, is(empty()));
    assertThat("only the spoilt line again", bench.batches.sizes(), is(List.of(3, 1)));
  }

  /** The service's files are written anew before they are read. */
  @Test
  void aLineThatIsLargerThanAnyAnswerCostsItsRequestOnly() throws Exception {
    bench.way =
        api ->
            new Passed(api) {
              private boolean done;

              @Override
              public void download(String fileId, Path to)
                  throws BatchException, IOException, InterruptedException {
                super.download(fileId, to);
                if (!done) {
                  done = true;
                  swellFirstLine(to);
                }
              }
            };
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(30));
    assertThat(bench.batches.sizes().toString(), bench.batches.sizes(), hasSize(2));
    assertThat("that request again", bench.batches.sizes().get(1), is(1));
    assertWhole(lane, 30);
  }

  /** 64 MB of blanks in an object, packed. */
  private static void swellFirstLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      String first = lines.get(0);
      out.write(first.substring(0, first.length() - 1).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        out.write(blanks);
      }
      out.write("}\n".getBytes(StandardCharsets.UTF_8));
      for (String line : lines.subList(1, lines.size())) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void files(UnaryOperator<String> rewritten) {
    bench.way =
        api ->
            new Passed(api) {
              @Override
              public void download(String fileId, Path to)
                  throws BatchException, IOException, InterruptedException {
                super.download(fileId, to);
                Files.writeString(to, rewritten.apply(Files.readString(to)));
              }
            };
  }

  @Test
  void answersOfAnotherBatchAreNotTakenForTheEndOfThisOne() throws Exception {
    files(text -> text.replaceAll("\"custom_id\":\"", "\"custom_id\":\"x"));
    assertKept(once(), "its files hold other answers than it counts");
    files(text -> text);
    LaneBench lane = bench.work(bench.config(true), "b", keptDay(15));
    assertThat("the same one", bench.batches.sizes(), hasSize(1));
    assertWhole(lane, 15);
  }

  @Test
  void fewerAnswersThanTheServiceCountsAreLookedAtAgain() throws Exception {
    boolean[] half = {true};
    files(text -> half[0] ? text.substring(0, text.indexOf('\n') + 1) : text);
    bench.pace.meanwhile = () -> half[0] = false;
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(30));
    assertThat(lane.failures, is(empty()));
    assertThat(bench.batches.sizes(), is(List.of(3)));
    assertThat(lane.decided, hasSize(30));
    assertThat(lane.unscored, is(empty()));
  }

  @Test
  void ofTwoLinesWithOneIdTheAnswerCounts() throws Exception {
    files(
        text ->
            text.lines()
                .map(
                    line ->
                        line.replaceAll("\"response\":.*", "\"error\":{\"code\":\"x\"}}")
                            + "\n"
                            + line
                            + "\n"
                            + line
                            + "\n")
                .collect(java.util.stream.Collectors.joining()));
    assertWhole(once(), 15);
  }

  @Test
  void countsThatSayNothingDoNoHarm() throws Exception {
    for (int count : new int[] {0, 7_000}) {
      bench.way =
          api ->
              new Told(
                  api,
                  job ->
                      new BatchJob(
                          job.id(),
                          job.status(),
                          job.inputFileId(),
                          job.outputFileId(),
                          job.errorFileId(),
                          count,
                          0,
                          count,
                          job.created(),
                          job.ended(),
                          job.expires(),
                          job.errors(),
                          job.metadata()),
                  false);
      LaneBench lane = bench.work(bench.config(true), "a" + count, keptDay(15));
      assertWhole(lane, 15);
    }
    assertThat("the second asks nothing", bench.batches.sizes(), hasSize(1));
  }

  @Test
  void aBatchThatIsBeingCancelledIsWaitedForAndItsAnswersAreUsed() throws Exception {
    bench.batches.plan(
        1, BatchPlan.ends("cancelled").after("in_progress", "cancelling").answering(1));
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(30));
    assertThat(lane.failures, is(empty()));
    assertThat("the rest again", bench.batches.sizes(), is(List.of(3, 2)));
    assertThat("each once", bench.batches.paidRequests(), is(3));
    assertThat(lane.decided, hasSize(30));
    assertThat(lane.unscored, is(empty()));
  }

  @Test
  void aBatchOfErrorsAloneHasNoFileOfAnswers() throws Exception {
    Set<String> asked = new HashSet<>();
    bench.answer(
        request ->
            asked.add(request.body())
                ? Answer.of(500, "{\"error\":{\"message\":\"odd\"}}")
                : bench.good(request));
    LaneBench lane = bench.work(bench.config(true), "a", keptDay(15));
    assertThat(lane.failures, is(empty()));
    assertWhole(lane, 15);
  }

  @Test
  void aFileThatIsCompressedIsRead() throws Exception {
    bench.way =
        api ->
            new Passed(api) {
              @Override
              public void download(String fileId, Path to)
                  throws BatchException, IOException, InterruptedException {
                super.download(fileId, to);
                byte[] plain = Files.readAllBytes(to);
                try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(to))) {
                  out.write(plain);
                }
              }
            };
    assertWhole(once(), 15);
  }

  @Test
  void aRefusalOfALineIsReadAsAlways() throws Exception {
    bench.answer(request -> Answer.of(400, "{\"error\":{\"message\":\"flagged\"}}"));
    LaneBench lane = bench.work(bench.config(true).setMaxAttempts(1), "a", keptDay(1));
    assertThat(lane.failures, is(empty()));
    assertThat(lane.unscored, hasSize(1));
  }

  private static BatchJob with(
      BatchJob job, String status, @Nullable String outputFileId, @Nullable Instant expires) {
    return new BatchJob(
        job.id(),
        status,
        job.inputFileId(),
        outputFileId,
        null,
        job.total(),
        job.completed(),
        job.failed(),
        job.created(),
        job.ended(),
        expires,
        job.errors(),
        job.metadata());
  }

  /** The service's own way, to be changed in one point. */
  private static class Passed implements BatchApi {
    private final BatchApi api;

    Passed(BatchApi api) {
      this.api = api;
    }

    @Override
    public String upload(String name, List<byte[]> lines)
        throws BatchException, InterruptedException {
      return api.upload(name, lines);
    }

    @Override
    public BatchJob create(String inputFileId, Map<String, String> metadata)
        throws BatchException, InterruptedException {
      return api.create(inputFileId, metadata);
    }

    @Override
    public BatchJob get(String id) throws BatchException, InterruptedException {
      return api.get(id);
    }

    @Override
    public Page list(@Nullable String after) throws BatchException, InterruptedException {
      return api.list(after);
    }

    @Override
    public void download(String fileId, Path to)
        throws BatchException, IOException, InterruptedException {
      api.download(fileId, to);
    }

    @Override
    public void delete(String fileId) throws BatchException, InterruptedException {
      api.delete(fileId);
    }

    @Override
    public void close() {
      api.close();
    }
  }

  /** Tells of batches in another way. */
  private static final class Told extends Passed {
    private final UnaryOperator<BatchJob> told;
    private final boolean hideId;

    Told(BatchApi api, UnaryOperator<BatchJob> told, boolean hideId) {
      super(api);
      this.told = told;
      this.hideId = hideId;
    }

    @Override
    public BatchJob create(String inputFileId, Map<String, String> metadata)
        throws BatchException, InterruptedException {
      BatchJob job = super.create(inputFileId, metadata);
      if (hideId) {
        throw new BatchException(
            org.paperbeam.llm.ChatOutcome.failed(
                org.paperbeam.llm.ChatOutcome.Kind.LOST, "a batch without an id"));
      }
      return job;
    }

    @Override
    public BatchJob get(String id) throws BatchException, InterruptedException {
      return told.apply(super.get(id));
    }
  }

  /** Spoils the first line of the first file. */
  private static final class Spoilt extends Passed {
    private boolean done;

    Spoilt(BatchApi api) {
      super(api);
    }

    @Override
    public void download(String fileId, Path to)
        throws BatchException, IOException, InterruptedException {
      super.download(fileId, to);
      if (!done) {
        done = true;
        String all = Files.readString(to);
        byte[] bytes = all.getBytes(StandardCharsets.ISO_8859_1);
        int quote = all.indexOf("custom_id") + 14;
        bytes[quote] = (byte) 0xf0;
        bytes[quote + 1] = (byte) 0x9f;
        Files.write(to, bytes);
      }
    }
  }
}
