package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.contract.CommandResult;
import org.paperbeam.contract.GcsStorage;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.pipeline.command.Main;
import org.paperbeam.pipeline.report.RunReportBuilder;
import org.paperbeam.pipeline.report.RunReports;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.SecretServer;

/**
 * The real command line and the real DataflowRunner, with loopback servers in place of Dataflow,
 * Google Cloud Storage and Secret Manager: what is sent, and what becomes of the answers.
 */
class DataflowSubmissionIT {
  /** Stands wherever a key can be read; must stand nowhere else. */
  private static final String KEY = "sk-sentinel-0123456789abcdef";

  private static final String SECRET = "projects/my-project/secrets/llm-key/versions/latest";

  @TempDir Path folder;

  private final FakeDataflow dataflow = new FakeDataflow();
  private final GcsStorage storage = new GcsStorage();
  private final SecretServer secrets = SecretServer.start().with(SECRET, KEY);

  @BeforeEach
  void writeKeyAndProfile() throws IOException {
    storage.write("key", (KEY + "\n").getBytes(StandardCharsets.UTF_8));
    Path profile = Files.createDirectory(folder.resolve("profile"));
    Files.writeString(profile.resolve("profile.yaml"), "categories: [cs.LG]\nllmModel: gpt-4o\n");
    Files.writeString(profile.resolve("topics.md"), "1. A topic of the launcher's\n");
    Files.writeString(profile.resolve("scoring.md"), "From 1 to 10.\n");
    Files.writeString(profile.resolve("authors.csv"), "name,semantic_scholar_id\n");
    Files.writeString(folder.resolve("program.jar"), "no program");
  }

  @AfterEach
  void stop() {
    dataflow.close();
    storage.close();
    secrets.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private CommandResult call(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--runner=DataflowRunner", "--project=my-project"));
    all.addAll(List.of("--region=europe-west4", "--tempLocation=" + storage.path("temp")));
    all.addAll(storage.options());
    all.add("--credentialFactoryClass=" + NoopCredentialFactory.class.getName());
    all.add(dataflow.option());
    if (!command.equals("demo")) {
      all.add("--secretManagerUrl=" + secrets.url());
    }
    all.add("--filesToStage=" + folder.resolve("program.jar"));
    all.add("--stableUniqueNames=ERROR");
    all.add("--output=" + storage.path("out"));
    for (String option : options) {
      String name = option.replaceFirst("=.*", "=");
      all.removeIf(given -> given.startsWith(name));
      all.add(option);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            all.toArray(new String[0]),
            Map.of("OPENAI_API_KEY", KEY, "SEMANTIC_SCHOLAR_API_KEY", KEY),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private CommandResult run(String... options) {
    List<String> all = new ArrayList<>(List.of("--profile=" + folder.resolve("profile")));
    if (Arrays.stream(options).noneMatch(o -> o.startsWith("--llmKey"))) {
      all.add("--llmKeySecret=projects/my-project/secrets/llm-key");
    }
    all.addAll(List.of(options));
    return call("run", all.toArray(new String[0]));
  }

  /** A job that was sent and left. */
  private SubmittedJob sent(CommandResult result) throws IOException {
    assertThat(
        result.text(),
        result.out(),
        startsWith("started: job " + FakeDataflow.ID + " at https://console."));
    return checked(result);
  }

  /** The last job that was sent; checks what has to be so of every job. */
  private SubmittedJob checked(CommandResult result) throws IOException {
    assertThat(result.text(), result.code(), is(0));
    List<JsonNode> jobs = dataflow.created();
    SubmittedJob job = new SubmittedJob(jobs.get(jobs.size() - 1));
    assertThat(job.json().path("type").asText(), is("JOB_TYPE_BATCH"));
    assertThat(job.revived(), is(not(empty())));
    assertThat(job.coders(), is(not(empty())));
    assertNowhere(result, job);
    return job;
  }

  /** The key is neither in the job nor in what was staged nor in what the user was shown. */
  private void assertNowhere(CommandResult result, SubmittedJob job) throws IOException {
    assertThat(result.text(), not(containsString(KEY)));
    assertThat(holds(job.everything()), is(false));
    for (String file : storage.files("")) {
      assertThat(file, holds(storage.read(file)), is(file.equals("key")));
    }
  }

  private static boolean holds(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(KEY);
  }

  @Test
  void aRunIsSentWithItsStepsAndItsWorkers() throws IOException {
    SubmittedJob job = sent(run("--detached", "--date=2025-03-25", "--serviceAccount=me@x.org"));
    assertThat(job.json().path("name").asText(), startsWith("paperbeam-"));
    assertThat(job.stepNames().size(), greaterThan(20));
    assertThat(job.stepNames(), hasItem(startsWith("Score and publish/")));
    assertThat(job.stepNames(), hasItem(startsWith("Score and publish/Publish what is known/")));
    assertThat(job.stepNames(), hasItem(startsWith("Report")));
    JsonNode environment = job.json().path("environment");
    assertThat(environment.path("serviceAccountEmail").asText(), is("me@x.org"));
    JsonNode pool = environment.path("workerPools").get(0);
    assertThat(pool.path("machineType").asText(), is("e2-standard-2"));
    assertThat(pool.path("numWorkers").asInt(), is(1));
    assertThat(pool.path("diskSizeGb").asInt(), is(30));
    assertThat(
        pool.path("autoscalingSettings").path("algorithm").asText(),
        is("AUTOSCALING_ALGORITHM_NONE"));
  }

  @Test
  void theOptionsAndTheDisplayDataSayWhereTheKeyIs() throws IOException {
    SubmittedJob job = sent(run("--detached", "--date=2025-03-25"));
    JsonNode shown = job.options().path("options");
    assertThat(shown.path("llmKeySecret").asText(), is(SECRET));
    assertThat(shown.path("output").asText(), is(storage.path("out")));
    assertThat(job.options().path("display_data").toString(), containsString("llmKeySecret"));
    assertThat(job.displayed(), everyItem(not(containsString(KEY))));
  }

  @Test
  void aKeyOnTheBucketStaysThere() throws IOException {
    sent(run("--detached", "--date=2025-03-25", "--llmKeyFile=" + storage.path("key")));
  }

  @Test
  void everyWayOfScoringIsSent() throws IOException {
    SubmittedJob batch = sent(run("--detached", "--date=2025-03-25", "--llmMode=batch"));
    assertThat(batch.stepNames(), hasItem(startsWith("Score and publish/")));
    SubmittedJob offline = sent(run("--detached", "--date=2025-03-25", "--scorer=offline"));
    assertThat(offline.stepNames(), hasItem(startsWith("Score offline/")));
    SubmittedJob estimate =
        sent(
            call(
                "estimate",
                "--profile=" + folder.resolve("profile"),
                "--detached",
                "--from=2025-03-24",
                "--to=2025-03-28"));
    assertThat(estimate.stepNames(), not(hasItem(startsWith("Score and publish/"))));
  }

  @Test
  void everySourceIsSent() throws IOException {
    for (String source : List.of("rss", "api", "oai")) {
      sent(run("--detached", "--date=2025-03-25", "--source=" + source));
    }
    storage.write("snapshot/a.json", new byte[0]);
    SubmittedJob snapshot =
        sent(
            run(
                "--detached",
                "--date=2025-03-25",
                "--source=snapshot",
                "--snapshotFiles=" + storage.path("snapshot/*.json")));
    assertThat(snapshot.stepNames(), is(not(empty())));
    dataflow.doing(job -> leaving(job));
    checked(call("demo"));
  }

  @Test
  void aWorkerNeedsNothingOfTheLauncher() throws IOException, InterruptedException {
    SubmittedJob job = sent(run("--detached", "--date=2025-03-25"));
    for (String file : List.of("profile.yaml", "topics.md", "scoring.md", "authors.csv")) {
      Files.delete(folder.resolve("profile").resolve(file));
    }
    assertThat(
        "the profile travels with the job",
        new String(job.everything(), StandardCharsets.ISO_8859_1),
        containsString("A topic of the launcher's"));
    String said = FreshWorker.inProcess(folder, job);
    assertThat(said, said.lines().toList(), hasItems("variables []", "key " + KEY.length()));
    assertThat(said, said.contains("functions 0"), is(false));
  }

  /** What the job leaves behind, before the service says that it is at its end. */
  private void leaving(JsonNode job, RunFailure... failures) {
    String id = job.path("name").asText().replaceFirst("paperbeam-[0-9a-f]{8}-", "");
    // As the job was named: the time in capitals, what comes by chance in small letters.
    int chance = id.lastIndexOf('-');
    String runId = id.substring(0, chance).toUpperCase(Locale.ROOT) + id.substring(chance);
    try {
      RunReports.write(
          Folder.of(storage.path("out")),
          new RunReportBuilder(runId, Instant.EPOCH)
              .withFailures(List.of(failures))
              .build(Instant.EPOCH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aJobIsFollowedToItsEndAndEndsAsItsReportDoes() {
    dataflow.doing(job -> leaving(job));
    CommandResult done = run("--date=2025-03-25");
    assertThat(done.text(), done.code(), is(0));
    dataflow.doing(
        job ->
            leaving(
                job,
                RunFailure.of(FailureStage.LLM, FailureKind.CREDENTIAL, "the key is rejected")));
    CommandResult failed = run("--date=2025-03-25");
    assertThat(failed.text(), failed.code(), is(1));
    assertThat(failed.out(), containsString("the key is rejected"));
    assertThat(dataflow.created(), hasSize(2));
  }

  @Test
  void aJobThatDiesIsAFailureWithTheServicesReason() {
    dataflow.states("FAILED").message("ERROR", "Workflow failed. Causes: no quota.\nmore");
    CommandResult failed = run("--date=2025-03-25");
    assertThat(failed.text(), failed.code(), is(1));
    assertThat(failed.out(), containsString("Workflow failed. Causes: no quota."));
    dataflow.states("CANCELLED");
    CommandResult cancelled = run("--date=2025-03-25");
    assertThat(cancelled.text(), cancelled.code(), is(1));
    assertThat(cancelled.out(), containsString("the job was cancelled"));
  }

  @Test
  void theSameCommandFollowsTheJobThatRuns() {
    run("--date=2025-03-25", "--detached");
    String name = dataflow.created().get(0).path("name").asText();
    dataflow.running(name, "2026-11-22T00:00:00Z");
    leaving(dataflow.created().get(0));
    CommandResult again = run("--date=2025-03-25");
    assertThat(again.text(), again.code(), is(0));
    assertThat(again.err(), containsString("it runs already, as run 20"));
    assertThat(dataflow.created(), hasSize(1));
  }

  @Test
  void aFolderForTheJobThatIsNotThereIsNamedBeforeAnythingIsSent() {
    CommandResult refused = run("--date=2025-03-25", "--tempLocation=gs://none/temp");
    assertThat(refused.text(), refused.code(), is(2));
    assertThat(
        refused.err(),
        is(
            "paperbeam: --tempLocation=gs://none/temp: bucket none is not there: make it, or"
                + " correct the path\n"));
    assertThat(dataflow.requests(), is(empty()));
  }

  @Test
  void aServiceThatRefusesIsOneLine() {
    dataflow.refusing();
    CommandResult refused = run("--date=2025-03-25", "--detached");
    assertThat(refused.text(), refused.code(), is(1));
    assertThat(refused.out(), containsString("Dataflow in europe-west4 of my-project answers 403"));
    assertThat(refused.text(), not(containsString("\tat ")));
  }

  @Test
  void aTemplatesLauncherGetsTheJobAndNobodyStartsIt() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream shown = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--project=my-project",
                "--region=europe-west4",
                "--jobName=nightly",
                "--stagingLocation=" + storage.path("staging"),
                "--templateLocation=" + storage.path("launch/job_object"),
                "--labels={\"goog-dataflow-provided-template-type\":\"flex\"}",
                "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
                dataflow.option(),
                "--filesToStage=" + folder.resolve("program.jar"),
                "--secretManagerUrl=" + secrets.url(),
                "--llmKeySecret=projects/my-project/secrets/llm-key",
                "--categories=",
                "--output=" + storage.path("out")));
    arguments.addAll(storage.options());
    int code = DataflowTemplateMain.run(arguments.toArray(new String[0]), Map.of(), shown, shown);
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(text, code, is(0));
    assertThat(text, is("the job is written; the template's launcher starts it\n"));
    assertThat(dataflow.created(), is(empty()));
    SubmittedJob job =
        new SubmittedJob(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(storage.read("launch/job_object")));
    assertThat(job.json().path("name").asText(), is("nightly"));
    assertThat(job.stepNames(), hasItem(startsWith("Report")));
    assertThat(job.revived(), is(not(empty())));
    assertThat(holds(job.everything()), is(false));
  }
}
