package org.paperbeam.runners.dataflow;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.JobMessage;
import com.google.api.services.dataflow.model.ListJobMessagesResponse;
import com.google.api.services.dataflow.model.ListJobsResponse;
import com.google.api.services.dataflow.model.MetricUpdate;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.paperbeam.pipeline.google.RefusedCredential;
import org.paperbeam.pipeline.options.UsageException;

/**
 * The jobs of one project in one region, by the service's REST interface. Its client repeats what a
 * busy service refuses. Thread-safe.
 */
final class DataflowService {
  private static final String ERROR = "JOB_MESSAGE_ERROR";

  private final Dataflow client;
  private final String project;
  private final String region;

  /**
   * With the options' credential.
   *
   * @throws UsageException when there is none
   */
  DataflowService(DataflowPipelineOptions options) {
    if (options.as(GcpOptions.class).getGcpCredential() == null) {
      throw new UsageException(
          "--runner=DataflowRunner needs a credential and there is none: run 'gcloud auth"
              + " application-default login', or set GOOGLE_APPLICATION_CREDENTIALS to a key file");
    }
    this.client = options.getDataflowClient();
    this.project = options.getProject();
    this.region = options.getRegion();
  }

  /** A call of the service. */
  @FunctionalInterface
  private interface Call<T> {
    T answer() throws IOException;
  }

  /** The newest job that is not at its end and whose name fits. */
  Optional<Job> active(Predicate<String> name) {
    Optional<Job> newest = Optional.empty();
    String page = null;
    do {
      String from = page;
      ListJobsResponse some =
          ask(() -> jobs().list(project, region).setFilter("ACTIVE").setPageToken(from).execute());
      newest =
          Stream.concat(newest.stream(), orNone(some.getJobs()).stream())
              .filter(job -> name.test(job.getName()))
              .max(Comparator.comparing(job -> String.valueOf(job.getCreateTime())));
      page = some.getNextPageToken();
    } while (page != null);
    return newest;
  }

  /** The service's word for the job's state, e.g. {@code JOB_STATE_RUNNING}. */
  String state(String id) {
    return ask(() -> jobs().get(project, region, id).execute()).getCurrentState();
  }

  /** Asks for the job's end; it may take minutes to come. */
  void cancel(String id) {
    Job end = new Job().setProjectId(project).setId(id).setRequestedState("JOB_STATE_CANCELLED");
    ask(() -> jobs().update(project, region, id, end).execute());
  }

  /** The job's metrics, ours and the service's own. */
  List<MetricUpdate> metrics(String id) {
    return orNone(ask(() -> jobs().getMetrics(project, region, id).execute()).getMetrics());
  }

  /** The last thing that the service calls an error of the job. */
  Optional<String> lastError(String id) {
    JobMessage last = null;
    String page = null;
    do {
      String from = page;
      ListJobMessagesResponse some =
          ask(
              () ->
                  jobs()
                      .messages()
                      .list(project, region, id)
                      .setMinimumImportance(ERROR)
                      .setPageToken(from)
                      .execute());
      for (JobMessage message : orNone(some.getJobMessages())) {
        if (ERROR.equals(message.getMessageImportance())) {
          last = message;
        }
      }
      page = some.getNextPageToken();
    } while (page != null);
    return Optional.ofNullable(last).map(JobMessage::getMessageText);
  }

  private Dataflow.Projects.Locations.Jobs jobs() {
    return client.projects().locations().jobs();
  }

  private <T> T ask(Call<T> call) {
    try {
      return call.answer();
    } catch (GoogleJsonResponseException e) {
      String said = e.getDetails() == null ? e.getStatusMessage() : e.getDetails().getMessage();
      throw new DataflowGoneException(
          "Dataflow in "
              + region
              + " of "
              + project
              + " answers "
              + e.getStatusCode()
              + ": "
              + said,
          e);
    } catch (IOException e) {
      throw new DataflowGoneException(
          RefusedCredential.line(e)
              .orElse("Dataflow does not answer at " + client.getBaseUrl() + ": " + e.getMessage()),
          e);
    }
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
