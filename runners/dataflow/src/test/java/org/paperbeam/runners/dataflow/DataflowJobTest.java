package org.paperbeam.runners.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.oauth2.UserCredentials;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.pipeline.google.StorageCredentialFactory;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.progress.ProgressNumbers;
import org.paperbeam.pipeline.runner.JobName;
import org.paperbeam.pipeline.runner.RemoteJob;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class DataflowJobTest {
  private final FakeDataflow dataflow = new FakeDataflow();
  private final FakePace pace = new FakePace(Instant.EPOCH);
  private final DataflowJob job = new DataflowJob(options(), FakeDataflow.ID, "a-job", pace);

  @AfterEach
  void stop() {
    dataflow.close();
  }

  private DataflowPipelineOptions options() {
    return PipelineOptionsFactory.fromArgs(
            "--project=my-project",
            "--region=europe-west4",
            "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
            dataflow.option())
        .as(DataflowPipelineOptions.class);
  }

  @Test
  void itIsLookedAtEveryFiveSecondsUntilItsEnd() {
    dataflow.states("PENDING", "RUNNING", "RUNNING", "DONE");
    assertThat(job.waitUntilFinish(Duration.standardSeconds(1)), is(State.RUNNING));
    assertThat(pace.sleeps(), is(List.of(java.time.Duration.ofSeconds(5))));
    assertThat(job.waitUntilFinish(), is(State.DONE));
    assertThat(job.failure(), is(Optional.empty()));
  }

  @Test
  void aFailedJobSaysTheLastErrorInOneLine() {
    dataflow
        .states("RUNNING", "FAILED")
        .message("BASIC", "Worker configuration: e2-standard-2.")
        .message("ERROR", "java.io.IOException: full\n\tat somewhere")
        .message("ERROR", "Workflow failed. Causes: S12 failed.\nmore")
        .message("WARNING", "not this");
    assertThat(job.waitUntilFinish(), is(State.FAILED));
    assertThat(job.failure(), is(Optional.of("Workflow failed. Causes: S12 failed.")));
  }

  @Test
  void aCancelledJobIsAskedForAndSaysSo() {
    dataflow.states("RUNNING");
    assertThat(job.cancel(), is(State.CANCELLED));
    assertThat(job.failure(), is(Optional.of("the job was cancelled")));
  }

  @Test
  void whatARunningStepHasNotCommittedCountsToo() {
    dataflow
        .counter(PaperbeamMetrics.PAPERS_LISTED, 400, false)
        .counter(PaperbeamMetrics.PAPERS_LISTED, 420, true)
        .counter(PaperbeamMetrics.LLM_REQUESTS, 7, true);
    ProgressNumbers numbers = ProgressNumbers.of(job.metrics());
    assertThat(numbers.papersListed(), is(420L));
    assertThat(numbers.calls(), is(7L));
  }

  @Test
  void itIsFoundByItsNameTheNewestFirst() {
    JobName name = JobName.of(List.of("run"));
    dataflow
        .running(JobName.of(List.of("another")).withRun("20261121T000000Z-aaaaaa"), "2026-11-23")
        .running(name.withRun("20261121T000000Z-bbbbbb"), "2026-11-21T00:00:00Z")
        .running(name.withRun("20261122T000000Z-cccccc"), "2026-11-22T00:00:00Z");
    RemoteJob found = new DataflowRunnerSetup(pace).find(options(), name).orElseThrow();
    assertThat(name.runOf(found.name()), is(Optional.of("20261122T000000Z-cccccc")));
    assertThat(
        found.where(),
        is(
            "job "
                + FakeDataflow.ID
                + " at https://console.cloud.google.com/dataflow/jobs/europe-west4/"
                + FakeDataflow.ID
                + "?project=my-project"));
    assertThat(dataflow.requests().get(0).uri().getQuery(), containsString("filter=ACTIVE"));
  }

  @Test
  void withoutACredentialTheServiceIsNotAsked() {
    DataflowPipelineOptions none =
        PipelineOptionsFactory.fromArgs(
                "--project=my-project",
                "--region=europe-west4",
                "--gcsEndpoint=http://127.0.0.1:1/storage/v1/",
                "--credentialFactoryClass=" + StorageCredentialFactory.class.getName(),
                dataflow.option())
            .as(DataflowPipelineOptions.class);
    assertThat(
        assertThrows(UsageException.class, () -> new DataflowService(none)).getMessage(),
        startsWith("--runner=DataflowRunner needs a credential and there is none: run 'gcloud"));
    assertThat(dataflow.requests(), is(List.of()));
  }

  @Test
  void aServiceThatRefusesIsNamed() {
    dataflow.refusing();
    assertThat(
        assertThrows(DataflowGoneException.class, job::getState).getMessage(),
        is("Dataflow in europe-west4 of my-project answers 403: no dataflow.jobs.list"));
  }

  @Test
  void aCredentialThatIsRefusedIsNoServiceThatIsSilent() {
    Answer expired = Answer.of(400, "{\"error\":\"invalid_grant\"}");
    try (LoopbackServer tokens = LoopbackServer.inTurn(expired)) {
      DataflowPipelineOptions options = options();
      options.setGcpCredential(
          UserCredentials.newBuilder()
              .setClientId("client")
              .setClientSecret("secret")
              .setRefreshToken("refresh")
              .setTokenServerUri(URI.create(tokens.url() + "/token"))
              .build());
      DataflowJob refused = new DataflowJob(options, FakeDataflow.ID, "a-job", pace);
      assertThat(
          assertThrows(DataflowGoneException.class, refused::getState).getMessage(),
          startsWith("Google refuses the credential (invalid_grant): run 'gcloud auth"));
    }
    assertThat(dataflow.requests(), is(List.of()));
  }
}
