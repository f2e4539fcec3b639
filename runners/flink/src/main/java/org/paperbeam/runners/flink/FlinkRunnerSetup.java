package org.paperbeam.runners.flink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.runner.JobName;
import org.paperbeam.pipeline.runner.RemoteJob;
import org.paperbeam.pipeline.runner.RunnerSetup;

/**
 * FlinkRunner for a bounded job of hours: it restarts, and its steps do not wait for each other.
 */
public final class FlinkRunnerSetup implements RunnerSetup {
  /** The lane waits, it does not compute; the steps around it are done in minutes. */
  private static final int PARALLELISM = 4;

  private static final List<String> EMBEDDED = List.of("[auto]", "[local]");

  @Override
  public String runnerName() {
    return FlinkRunner.class.getSimpleName();
  }

  @Override
  public Map<String, String> defaults(CommandLine line) {
    if (line.beam("streaming").filter("true"::equals).isPresent()) {
      throw new UsageException("--streaming=true: the job is bounded; leave the option out");
    }
    Map<String, String> defaults = new HashMap<>();
    defaults.put("parallelism", "" + PARALLELISM);
    // Every step ends before the next one starts: what it put out outlives a lost worker, and no
    // more slots are needed than there are.
    defaults.put("executionModeForBatch", "BATCH_FORCED");
    // A worker that is gone is replaced within a minute or two by what keeps the cluster up.
    defaults.put("numberOfExecutionRetries", "10");
    defaults.put("executionRetryDelay", "10000");
    // Our values are immutable: nobody has to copy them between two steps of one worker.
    defaults.put("fasterCopy", "true");
    // So that the progress can be shown, and the job goes on when this process ends.
    defaults.put("attachedMode", "false");
    defaults.put("jobCheckIntervalInSecs", "1");
    return defaults;
  }

  @Override
  public boolean isRemote(CommandLine line) {
    return line.beam("flinkMaster").filter(master -> !EMBEDDED.contains(master)).isPresent()
        || FlinkRun.isThere();
  }

  @Override
  public PipelineResult start(Pipeline pipeline) {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    String master = FlinkRun.master(options);
    if (EMBEDDED.contains(master)) {
      return EmbeddedJob.start(pipeline, options);
    }
    List<String> jars = options.getFilesToStage();
    if (FlinkRun.isInCluster()) {
      jars = List.of();
    } else if (jars == null || jars.isEmpty()) {
      jars = List.of(ClusterJar.path().toString());
    }
    return Submission.send(pipeline, options, FlinkCluster.at(master), jars);
  }

  @Override
  public Optional<RemoteJob> find(PipelineOptions options, JobName jobName) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    FlinkCluster cluster = FlinkCluster.at(FlinkRun.master(flink));
    Optional<FlinkJob> found = cluster.job(name -> jobName.runOf(name).isPresent());
    Optional<FlinkJob> running = found.filter(job -> !job.getState().isTerminal());
    if (running.isEmpty()) {
      cluster.close();
    }
    return running.map(job -> job);
  }
}
