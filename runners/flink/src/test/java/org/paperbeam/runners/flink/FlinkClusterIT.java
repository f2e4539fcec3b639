package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.contract.CommandResult;
import org.paperbeam.pipeline.command.Main;
import org.paperbeam.testing.NeedsStandIn;
import org.paperbeam.testing.StandIn;

/** The job on a real cluster: processes that are killed, that hang, that know nothing of us. */
@NeedsStandIn
class FlinkClusterIT {
  private static final int IN_FLIGHT = 8;
  private static final int PAPERS_A_PROMPT = 4;
  private static final int CALLS_A_MINUTE = 240;

  /** A call a quarter of a second for most of a minute. */
  private static final String[] RANGE = {
    "--from=2025-03-24",
    "--to=2025-03-25",
    "--papersPerPrompt=" + PAPERS_A_PROMPT,
    "--llmMaxInFlight=" + IN_FLIGHT,
    "--llmRequestsPerMinute=" + CALLS_A_MINUTE
  };

  /** Less than what the range costs with the stand-in's model. */
  private static final double CAP_USD = 0.8;

  private static final double USD_A_PROMPT_TOKEN = 2.5e-6;
  private static final double USD_A_COMPLETION_TOKEN = 10e-6;

  /** Enough for the lane to count, and far from all there are. */
  private static final int ANSWERED_AT_ONCE = 20;

  /** A call that is held is not given up meanwhile. */
  private static final int LONGEST_HELD_SECONDS = 600;

  /** In the line of progress. */
  private static final Pattern CALLS = Pattern.compile("\\d calls\\b");

  private static ClusterForTests cluster;

  @TempDir Path folder;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = ClusterForTests.start(Map.of());
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  private static StandIn services() {
    return StandInRun.services("--latency", "1", "--rpm", "" + CALLS_A_MINUTE);
  }

  @Test
  @Tag("long")
  void aKilledWorkerCostsTheCallsInFlightAtMost() throws Exception {
    losing(worker -> cluster.cluster().worker(worker).destroyForcibly());
  }

  /** What the service has answered may cost no more than the cap, whoever was there to hear it. */
  @Test
  @Tag("longest")
  void theCapHoldsThoughTwoWorkersAreKilled() throws Exception {
    try (StandIn services = services()) {
      StandInRun run = new StandInRun(services, folder, cluster.options());
      List<String> options = new ArrayList<>(List.of(RANGE));
      options.add("--maxCostUsd=" + CAP_USD);
      CompletableFuture<CommandResult> result = run.start(options.toArray(new String[0]));
      for (int scored : new int[] {30, 80}) {
        StandInRun.until(
            scored + " papers are scored",
            () -> result.isDone() || run.stats().path("scored_papers").asInt() > scored);
        assertThat(result.isDone() ? result.join().text() : "", result.isDone(), is(false));
        StandInRun.until("a worker holds the lane", () -> cluster.laneHolder().isPresent());
        String holder = cluster.laneHolder().orElseThrow();
        assertThat("hit " + holder, cluster.cluster().worker(holder).destroyForcibly(), is(true));
        // As whatever keeps a cluster up would do.
        String unused = cluster.cluster().startTaskManager();
      }
      CommandResult ended = result.get(5, TimeUnit.MINUTES);
      assertThat(ended.text(), ended.code(), is(3));
      assertThat(run.output().report().path("reason").asText(), containsString("cost cap"));
      JsonNode stats = run.stats();
      double cost =
          stats.path("prompt_tokens").asLong() * USD_A_PROMPT_TOKEN
              + stats.path("completion_tokens").asLong() * USD_A_COMPLETION_TOKEN;
      assertThat("answered and billed: " + stats, cost, lessThanOrEqualTo(CAP_USD));
      // It is used too: the two who died held no more than what was in flight.
      assertThat("answered and billed: " + stats, cost, greaterThan(CAP_USD / 2));
      assertThat("refused for the rate: " + stats, stats.path("llm_429").asInt(), is(0));
      run.output().assertBalanced();
    }
  }

  @Test
  @Tag("longest")
  void aWorkerThatHangsIsReplaced() throws Exception {
    losing(
        worker -> {
          ProcessHandle process = cluster.cluster().worker(worker);
          int stopped = new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor();
          StandInRun.until("Flink misses it", () -> !cluster.workers().contains(worker));
          // As whatever keeps a cluster up would do: a process that only stands still keeps its
          // connections, and who waits for data of its would go on waiting.
          return stopped == 0 && process.destroyForcibly();
        });
  }

  private interface Blow {
    boolean hits(String worker) throws Exception;
  }

  private void losing(Blow blow) throws Exception {
    try (StandIn services = services()) {
      StandInRun run = new StandInRun(services, folder, cluster.options());
      CompletableFuture<CommandResult> result = run.start(RANGE);
      StandInRun.until(
          "abstracts are scored",
          () -> result.isDone() || run.stats().path("scored_papers").asInt() > 40);
      assertThat(result.isDone() ? result.join().text() : "", result.isDone(), is(false));
      StandInRun.until("a worker holds the lane", () -> cluster.laneHolder().isPresent());
      String holder = cluster.laneHolder().orElseThrow();
      assertThat("hit " + holder, blow.hits(holder), is(true));
      // As whatever keeps a cluster up would do.
      String unused = cluster.cluster().startTaskManager();
      assertComplete(run, result.get(5, TimeUnit.MINUTES));
      JsonNode stats = run.stats();
      assertThat(
          "papers paid twice: " + stats,
          stats.path("scored_twice").asInt(),
          lessThanOrEqualTo(IN_FLIGHT * PAPERS_A_PROMPT));
      assertThat("refused for the rate: " + stats, stats.path("llm_429").asInt(), is(0));
      // Not the digests: they say what the run cost, and it paid for what was in flight once more.
      assertSameAsOnDirectRunner(services, run, "scores");
    }
  }

  private static void assertComplete(StandInRun run, CommandResult result) throws IOException {
    assertThat(result.text(), result.code(), is(0));
    assertThat(run.output().report().path("state").asText(), is("complete"));
    // Each paper has one record, and the days add up.
    run.output().assertBalanced();
    assertThat(run.output().files("ledger/open", ".tmp", "unscored"), is(List.of()));
  }

  private void assertSameAsOnDirectRunner(StandIn services, StandInRun run, String... folders)
      throws IOException {
    Path other = Files.createDirectory(folder.resolve("direct"));
    StandInRun direct =
        new StandInRun(
            services, other, List.of("--runner=DirectRunner", "--llmRequestsPerMinute=100000"));
    List<String> options = new ArrayList<>(List.of(RANGE));
    options.removeIf(option -> option.startsWith("--llmRequestsPerMinute"));
    assertThat(direct.run(options.toArray(new String[0])).code(), is(0));
    assertThat(run.output().content(folders), is(direct.output().content(folders)));
  }

  @Test
  @Tag("longest")
  void aClientThatWasKilledIsStartedAgainAndFollowsTheSameJob() throws Exception {
    try (StandIn services = services()) {
      StandInRun run = new StandInRun(services, folder, cluster.options());
      Process client = client(run.arguments(RANGE));
      try {
        StandInRun.until("papers are scored", () -> run.stats().path("scored_papers").asInt() > 20);
      } finally {
        client.destroyForcibly().waitFor();
      }
      CommandResult again = run.run(RANGE);
      assertComplete(run, again);
      assertThat(again.err(), containsString("it runs already, as run "));
      assertThat(run.output().files("runs").size(), is(1));
      assertThat(run.stats().path("scored_twice").asInt(), is(0));
    }
  }

  @Test
  @Tag("long")
  void aJobIsStartedAndLeftFollowedAndLeftAgainAndFollowedToItsEnd() throws Exception {
    try (StandIn services = services();
        HeldLlm llm = new HeldLlm(services.url(), ANSWERED_AT_ONCE)) {
      StandInRun run = new StandInRun(services, folder, cluster.options(), llm.url());
      List<String> options = new ArrayList<>(List.of(RANGE));
      options.add("--llmTimeoutSeconds=" + LONGEST_HELD_SECONDS);
      String[] call = options.toArray(new String[0]);
      options.add("--detached");
      CommandResult left = run.run(options.toArray(new String[0]));
      assertThat(left.text(), left.code(), is(0));
      assertThat(left.out(), containsString("started: job "));
      assertThat(left.out(), containsString(cluster.cluster().master()));

      Process client = client(run.arguments(call));
      try {
        // What Flink tells of the lane while it works reaches the one who follows the job.
        StandInRun.until("calls are shown", () -> callsAreShown(client));
        // As Ctrl-C does.
        client.destroy();
        client.waitFor();
      } finally {
        client.destroyForcibly();
      }
      assertThat(clientSays(), containsString("it runs already, as run "));
      assertThat(clientSays(), containsString("left running: job "));

      llm.release();
      assertComplete(run, run.run(call));
      assertThat(run.output().files("runs").size(), is(1));
      assertThat(run.stats().path("scored_twice").asInt(), is(0));
      assertSameAsOnDirectRunner(services, run, "scores", "digests");
    }
  }

  /** Whether a line of that client counts calls; an error when the client has ended. */
  private boolean callsAreShown(Process client) throws IOException {
    // Asked first: what it said before its end counts.
    boolean alive = client.isAlive();
    boolean shown = CALLS.matcher(clientSays()).find();
    assertThat("the client has ended: " + clientSays(), shown || alive, is(true));
    return shown;
  }

  private String clientSays() throws IOException {
    return Files.readString(folder.resolve("client.log"));
  }

  @Test
  @Tag("longest")
  void flinksOwnCommandRunsTheSelfContainedJar() throws Exception {
    Path out = folder.resolve("out");
    Process flink = cluster.flink("run", jar(), "demo", "--output=" + out);
    String said = new String(flink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, flink.waitFor(), is(0));
    assertThat(said, containsString("complete"));
    assertThat(Files.exists(out.resolve("site/index.html")), is(true));

    Process wrong = cluster.flink("run", jar(), "run", "--colour=red");
    said = new String(wrong.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, wrong.waitFor(), is(2));
    assertThat(said, containsString("--colour"));
  }

  private static String jar() {
    return Path.of("target", ClusterJar.NAME).toAbsolutePath().toString();
  }

  private Process client(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path").replace(":", File.pathSeparator),
                Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("client.log").toFile())
        .start();
  }

  @Test
  @Tag("long")
  void theLimitHoldsAndIsUsedOnFourSlotsOfTwoWorkers() throws Exception {
    try (StandIn services =
        StandInRun.services("--latency", "1", "--rpm", "" + CALLS_A_MINUTE, "--oai-gap", "1")) {
      StandInRun run = new StandInRun(services, folder, cluster.options());
      List<String> options = new ArrayList<>(List.of(RANGE));
      options.add("--parallelism=4");
      options.add("--arxivSecondsBetweenRequests=1");
      assertComplete(run, run.run(options.toArray(new String[0])));
      JsonNode stats = run.stats();
      assertThat("refused: " + stats, stats.path("llm_429").asInt(), is(0));
      assertThat("arXiv's spacing: " + stats, stats.path("oai_too_fast").asInt(), is(0));
      assertThat(stats.path("oai").asInt(), greaterThan(1));
      double aMinute = stats.path("llm_ok").asInt() * 60 / stats.path("llm_seconds").asDouble();
      assertThat("calls a minute: " + stats, aMinute, greaterThanOrEqualTo(0.9 * CALLS_A_MINUTE));
    }
  }
}
