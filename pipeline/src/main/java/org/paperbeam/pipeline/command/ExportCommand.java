package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.export.ExportFormat;
import org.paperbeam.export.ExportRecords;
import org.paperbeam.paper.Outcome;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.google.GcsEndpoint;
import org.paperbeam.pipeline.options.BeamOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.DateRange;
import org.paperbeam.pipeline.options.ExportOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.runner.FollowedJob;
import org.paperbeam.pipeline.runner.JobName;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.Places;

/** Writes the records of an output folder in a form that other engines read: a job of its own. */
final class ExportCommand implements Command {
  private static final String TO = "--to=";

  private final RandomGenerator random;

  ExportCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "the records as Parquet, Avro, CSV or JSON Lines";
  }

  @Override
  public Class<ExportOptions> options() {
    return ExportOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return true;
  }

  /** {@code --to} is a date, as everywhere; a folder never has a date's form. */
  @Override
  public String spelled(String argument) {
    return argument.startsWith(TO) && !argument.substring(TO.length()).matches("[0-9-]*")
        ? "--toPath=" + argument.substring(TO.length())
        : argument;
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Writes TO_PATH/day=D/records.FORMAT, a file a day, and replaces the one of an earlier",
        "export; other days and forms stay as they are. docs/query.md shows how to read them.");
  }

  @Override
  public int run(CommandLine line, Console console) {
    Values values = Values.resolve(OptionTable.of(ExportOptions.class), line.ours(), Map.of());
    RunnerSetup runner = Runners.chosen(line);
    boolean remote = runner.isRemote(line);
    if (remote) {
      values = values.withPaths(Places::absolute);
    }
    String payer = values.as(ExportOptions.class).getGcsUserProject();
    List<String> beam = GcsEndpoint.arguments(Runners.beamArguments(line), payer);
    ExportOptions options = BeamOptions.read(beam, values.asArguments(), ExportOptions.class);
    FileSystems.setDefaultPipelineOptions(options);
    if (line.beam("jobName").isEmpty()) {
      Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
      options.setJobName(JobName.of(values.asArguments()).withRun(RunIds.next(now, random)));
    }
    try {
      return export(options, runner, remote, console);
    } catch (IOException e) {
      console.err().println("paperbeam: failed: " + Reasons.oneLine(e));
      return FAILED;
    }
  }

  private static int export(
      ExportOptions options, RunnerSetup runner, boolean remote, Console console)
      throws IOException {
    String path = options.getToPath();
    if (path == null) {
      throw new UsageException("--toPath is missing: name the folder that the files go to");
    }
    String from = options.getFrom();
    String to = options.getTo();
    DateRange.checkForward(from, to);
    Folder output = Folder.of(options.getOutput());
    Folder target = Folder.of(path);
    places(options, output, target, remote ? runner : null);
    List<String> dates =
        RecordFiles.dates(output).stream()
            .filter(date -> from == null || date.compareTo(from) >= 0)
            .filter(date -> to == null || date.compareTo(to) <= 0)
            .toList();
    if (dates.isEmpty()) {
      throw new UsageException("--output=" + output + ": no records there of such days");
    }
    ExportFormat format = ExportFormat.valueOf(options.getFormat().toUpperCase(Locale.ROOT));
    ExportRecords export =
        ExportRecords.write().withRecords(output, dates).withTarget(target, format);
    List<String> outcomes = options.getOutcome();
    if (outcomes != null) {
      export =
          export.withOutcomes(
              Arrays.stream(Outcome.values()).filter(o -> outcomes.contains(o.label())).toList());
    }
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Export records", export);
    String trouble = follow(runner.start(pipeline));
    if (trouble != null) {
      console.err().println("paperbeam: failed: " + trouble);
      return FAILED;
    }
    console
        .out()
        .println(
            "exported: "
                + dates.size()
                + " days to "
                + target
                + "/day=*/records."
                + format.label());
    return DONE;
  }

  /** Why the job failed; null when it did not. */
  private static @Nullable String follow(PipelineResult job) {
    PipelineResult.State state = job.waitUntilFinish();
    if (state == PipelineResult.State.DONE) {
      return null;
    }
    String ended = "the runner ended the job as " + state;
    return job instanceof FollowedJob followed ? followed.failure().orElse(ended) : ended;
  }

  /** Looks whether the places can be used, before anything is written. */
  private static void places(
      ExportOptions options, Folder output, Folder target, @Nullable RunnerSetup elsewhere)
      throws IOException {
    GcsCheck check = new GcsCheck(options);
    for (Map.Entry<String, Folder> place :
        List.of(Map.entry("--output=", output), Map.entry("--toPath=", target))) {
      String path = place.getValue().path();
      StorageAccess.checkScheme(place.getKey() + path, path);
      if (elsewhere != null) {
        elsewhere
            .whyNotPath(path)
            .ifPresent(
                why -> {
                  throw new UsageException(place.getKey() + path + ": " + why);
                });
      }
    }
    check.pattern("--output=" + output, output + "/scores/*");
    check.folder("--toPath=" + target, target.path());
    if (elsewhere == null) {
      StorageAccess.checkWritable("--toPath=" + target, target.path());
    }
    if (!target.list("day=*/_day.json").isEmpty()) {
      throw new UsageException(
          "--toPath=" + target + ": runs write their records there: name another folder");
    }
  }
}
