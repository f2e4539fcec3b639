package org.paperbeam.runners.dataflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.JobName;
import org.paperbeam.pipeline.runner.RemoteJob;
import org.paperbeam.pipeline.runner.RunnerSetup;

/**
 * DataflowRunner for a bounded job with one lane: one small worker, which waits most of the time.
 */
public final class DataflowRunnerSetup implements RunnerSetup {
  private static final String GCS = "gs://";

  private final Pace pace;

  /** Asked for by {@link java.util.ServiceLoader}. */
  public DataflowRunnerSetup() {
    this(Pace.system());
  }

  DataflowRunnerSetup(Pace pace) {
    this.pace = pace;
  }

  @Override
  public String runnerName() {
    return DataflowRunner.class.getSimpleName();
  }

  @Override
  public Map<String, String> defaults(CommandLine line) {
    if (line.beam("streaming").filter("true"::equals).isPresent()) {
      throw new UsageException("--streaming=true: the job is bounded; leave the option out");
    }
    needs(line, "project", "the id of the Google Cloud project that runs the job and pays for it");
    needs(line, "region", "where the job runs, e.g. --region=europe-west4");
    if (line.beam("templateLocation").isPresent() && !isDetached(line)) {
      throw new UsageException(
          "--templateLocation: the job is written there and not started: add --detached");
    }
    Map<String, String> defaults = new HashMap<>();
    defaults.put("tempLocation", folder(line));
    // The lane waits, it does not compute, and the steps around it are short.
    defaults.put("workerMachineType", "e2-standard-2");
    defaults.put("diskSizeGb", "30");
    defaults.put("numWorkers", "1");
    if (line.beam("maxNumWorkers").isEmpty()) {
      defaults.put("autoscalingAlgorithm", "NONE");
    }
    return defaults;
  }

  private static boolean isDetached(CommandLine line) {
    return "true".equals(line.ours().get("detached"));
  }

  private static void needs(CommandLine line, String name, String what) {
    if (line.beam(name).isEmpty()) {
      throw new UsageException("--runner=DataflowRunner needs --" + name + ": " + what);
    }
  }

  /** Where the job's own files are; whoever names one of the three places has named all. */
  private static String folder(CommandLine line) {
    String found = null;
    for (String name : List.of("stagingLocation", "gcpTempLocation", "tempLocation")) {
      Optional<String> place = line.beam(name);
      if (place.isPresent()) {
        found = place.get();
        if (!found.matches("gs://[^/]+/.+")) {
          throw new UsageException("--" + name + "=" + found + ": must be gs://BUCKET/FOLDER");
        }
      }
    }
    if (found == null) {
      throw new UsageException(
          "--runner=DataflowRunner needs --tempLocation=gs://BUCKET/FOLDER, for the job's program"
              + " and what lies between two steps");
    }
    return found;
  }

  @Override
  public boolean isRemote(CommandLine line) {
    return true;
  }

  @Override
  public Optional<String> whyNotPath(String path) {
    return path.startsWith(GCS)
        ? Optional.empty()
        : Optional.of(
            "the workers on Dataflow do not see this machine's files: write gs://BUCKET/PATH");
  }

  @Override
  public Optional<String> whyNotVariables() {
    return Optional.of(
        "the workers on Dataflow have no variables of yours: give"
            + " --llmKeySecret=projects/P/secrets/S or --llmKeyFile=gs://BUCKET/PATH");
  }

  @Override
  public PipelineResult start(Pipeline pipeline) {
    DataflowPipelineOptions options = pipeline.getOptions().as(DataflowPipelineOptions.class);
    PipelineResult started = pipeline.run();
    // With --templateLocation there is no job yet, and this one throws whatever it is asked.
    return options.getTemplateLocation() == null && started instanceof DataflowPipelineJob job
        ? new DataflowJob(options, job.getJobId(), options.getJobName(), pace)
        : started;
  }

  @Override
  public Optional<RemoteJob> find(PipelineOptions options, JobName jobName) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    if (dataflow.getTemplateLocation() != null) {
      return Optional.empty();
    }
    return new DataflowService(dataflow)
        .active(name -> jobName.runOf(name).isPresent())
        .map(job -> new DataflowJob(dataflow, job.getId(), job.getName(), pace));
  }

  @Override
  public List<String> help() {
    return List.of(
        "  --project=ID  --region=NAME  needed: which project runs the job and pays, and where",
        "  --tempLocation=gs://BUCKET/FOLDER  needed: the job's program, and what lies between two",
        "      steps (--stagingLocation for the program, if it is to be elsewhere)",
        "  --serviceAccount=EMAIL  as whom the workers read the key and write the output",
        "  --workerMachineType=NAME  [e2-standard-2]   --numWorkers=N  [1]   --diskSizeGb=N  [30]",
        "  --maxNumWorkers=N  [no autoscaling]   --network, --subnetwork, --usePublicIps=false",
        "  --dataflowEndpoint=URL  [Google's]",
        "  --output and --listingCache, --snapshotFiles, --llmKeyFile have to be on gs://, and the",
        "  key in --llmKeySecret or --llmKeyFile. docs/dataflow.md says it all.");
  }
}
