package org.paperbeam.pipeline.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.google.GcsEndpoint;
import org.paperbeam.pipeline.options.BeamOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.profile.ProfileReader;
import org.paperbeam.pipeline.runner.JobName;
import org.paperbeam.pipeline.runner.RunnerSetup;
import org.paperbeam.pipeline.runner.Runners;
import org.paperbeam.pipeline.settings.MarksFile;
import org.paperbeam.pipeline.settings.PrefilterFile;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.RunStart;
import org.paperbeam.pipeline.settings.SettingsResolver;
import org.paperbeam.storage.Places;

/**
 * A job whose options are read and checked; nothing is written yet, and nothing called but the
 * storage, to see whether it can be used.
 *
 * @param settings for the graph
 * @param runner which runs it
 * @param remote whether it runs elsewhere, see {@link RunnerSetup#isRemote}
 * @param name the job's name there, but for the run's id
 */
record PreparedJob(RunSettings settings, RunnerSetup runner, boolean remote, JobName name) {
  /**
   * Reads options and profile.
   *
   * @param command the command's name
   * @param forced values that the command insists on, by option name
   * @throws org.paperbeam.pipeline.options.UsageException when something is wrong
   */
  static PreparedJob of(
      String command,
      CommandLine line,
      Map<String, String> forced,
      Console console,
      RandomGenerator random) {
    OptionTable table = OptionTable.of(RunOptions.class);
    Map<String, String> given = new HashMap<>(line.ours());
    given.putAll(forced);
    // Before Beam's own options, which take seconds: what is wrong in it is told at once.
    Profile near = localProfile(given.get("profile"));
    Values alone = Values.resolve(table, given, Map.of());
    String payer = alone.as(RunOptions.class).getGcsUserProject();
    List<String> beam = GcsEndpoint.arguments(Runners.beamArguments(line), payer);
    RunOptions withoutProfile = BeamOptions.read(beam, alone.asArguments(), RunOptions.class);
    Profile profile = near == null ? profile(withoutProfile) : near;
    RunnerSetup runner = Runners.chosen(line);
    boolean remote = runner.isRemote(line);
    Values values = Values.resolve(table, given, profile.options());
    if (!remote && withoutProfile.getDetached()) {
      throw new UsageException(
          "--detached: this job ends with the command; it needs a cluster or a service"
              + " (--flinkMaster, or --runner=DataflowRunner)");
    }
    if (remote) {
      values = values.withPaths(Places::absolute);
    }
    RunOptions options = BeamOptions.read(beam, values.asArguments(), RunOptions.class);
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    RunStart start = new RunStart(RunIds.next(now, random), now, command);
    RunSettings settings = new SettingsResolver(options, values, profile).resolve(start);
    if (remote) {
      WorkersView.check(settings, runner);
    }
    FileSystems.setDefaultPipelineOptions(options);
    places(options, new GcsCheck(options), remote ? options.getTempLocation() : null);
    settings =
        settings
            .withPrefilter(PrefilterFile.of(settings))
            .withExamples(MarksFile.examples(settings));
    List<String> identity = identity(command, values, line, now);
    identity.add("profile " + profile.textsSha256());
    if (!settings.examples().isEmpty()) {
      identity.add("examples " + Sha256.of(settings.examples().toString()));
    }
    if (settings.prefilter() != null) {
      identity.add("prefilter " + settings.prefilter().sha256());
    }
    JobName name = JobName.of(identity);
    if (line.beam("jobName").isEmpty()) {
      options.setJobName(name.withRun(start.runId()));
    }
    return new PreparedJob(settings, runner, remote, name);
  }

  /** The same job with other settings. */
  PreparedJob with(RunSettings others) {
    return new PreparedJob(others, runner, remote, name);
  }

  /**
   * What makes two calls the same one, beside the profile's texts: all options; and the day when
   * none is asked for.
   */
  private static List<String> identity(
      String command, Values values, CommandLine line, Instant now) {
    List<String> texts = new ArrayList<>(values.asArguments());
    texts.removeIf(text -> text.startsWith("--verbose=") || text.startsWith("--detached="));
    texts.addAll(line.beams());
    texts.add(command);
    if (values.origin("date").isEmpty() && values.origin("from").isEmpty()) {
      texts.add(now.truncatedTo(ChronoUnit.DAYS).toString());
    }
    return texts;
  }

  private static @Nullable Profile localProfile(@Nullable String place) {
    return place == null || place.isBlank() || place.contains(":/")
        ? null
        : ProfileReader.ofFolder(place.strip());
  }

  private static Profile profile(RunOptions options) {
    String place = options.getProfile();
    if (place == null) {
      return ProfileReader.bundled();
    }
    FileSystems.setDefaultPipelineOptions(options);
    new GcsCheck(options).file("--profile=" + place, place + "/topics.md");
    return ProfileReader.ofFolder(place);
  }

  /** Looks whether the run's places can be used, before anything is read, called or written. */
  private static void places(RunOptions options, GcsCheck check, @Nullable String temporary) {
    if (temporary != null) {
      check.folder("--tempLocation=" + temporary, temporary);
    }
    String output = options.getOutput();
    String cache = options.getListingCache();
    String key = options.getLlmKeyFile();
    String authorsKey = options.getSemanticScholarKeyFile();
    String ledger = options.getLedger();
    String snapshot = options.getSnapshotFiles();
    String marks = options.getMarks();
    if (marks != null) {
      StorageAccess.checkScheme("--marks=" + marks, marks);
      check.file("--marks=" + marks, marks);
    }
    String prefilter = options.getPrefilter();
    if (prefilter != null) {
      StorageAccess.checkScheme("--prefilter=" + prefilter, prefilter);
      check.file("--prefilter=" + prefilter, prefilter);
    }
    StorageAccess.checkScheme("--output=" + output, output);
    if (cache != null) {
      StorageAccess.checkScheme("--listingCache=" + cache, cache);
    }
    if (ledger != null) {
      StorageAccess.checkScheme("--ledger=" + ledger, ledger);
    }
    if (key != null) {
      StorageAccess.checkScheme("--llmKeyFile=" + key, key);
    }
    if (authorsKey != null) {
      StorageAccess.checkScheme("--semanticScholarKeyFile=" + authorsKey, authorsKey);
    }
    check.folder("--output=" + output, output);
    if (cache != null) {
      check.folder("--listingCache=" + cache, cache);
    }
    if (ledger != null) {
      check.folder("--ledger=" + ledger, ledger);
    }
    if (snapshot != null) {
      check.pattern("--snapshotFiles=" + snapshot, snapshot);
    }
    if (key != null) {
      check.file("--llmKeyFile=" + key, key);
    }
    if (authorsKey != null) {
      check.file("--semanticScholarKeyFile=" + authorsKey, authorsKey);
    }
  }
}
