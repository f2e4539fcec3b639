package org.paperbeam.pipeline.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.google.GcsEndpoint;
import org.paperbeam.pipeline.options.BeamOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.profile.ProfileReader;
import org.paperbeam.pipeline.runner.Runners;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.RunStart;
import org.paperbeam.pipeline.settings.SettingsResolver;

/**
 * A job whose options are read and checked; nothing is written yet, and nothing called but the
 * storage, to see whether it can be used.
 *
 * @param settings for the graph
 * @param options for Beam; shows our values too
 */
record PreparedJob(RunSettings settings, PipelineOptions options) {

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
    Values alone = Values.resolve(table, given, Map.of());
    String payer = alone.find("gcsUserProject", String.class).orElse(null);
    List<String> beam = GcsEndpoint.arguments(Runners.beamArguments(line), payer);
    Profile profile = profile(alone, BeamOptions.read(beam, alone.asArguments(), RunOptions.class));
    Values values = Values.resolve(table, given, profile.options());
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    RunStart start = new RunStart(RunIds.next(now, random), now, command);
    RunSettings settings = new SettingsResolver(values, profile).resolve(start);
    PipelineOptions options = BeamOptions.read(beam, values.asArguments(), RunOptions.class);
    FileSystems.setDefaultPipelineOptions(options);
    places(values, new GcsCheck(options));
    return new PreparedJob(settings, options);
  }

  private static Profile profile(Values values, PipelineOptions options) {
    String place = values.find("profile", String.class).orElse(null);
    if (place == null) {
      return ProfileReader.bundled();
    }
    FileSystems.setDefaultPipelineOptions(options);
    new GcsCheck(options).file("--profile=" + place, place + "/profile.yaml");
    return ProfileReader.ofFolder(place);
  }

  /** Looks whether the run's places can be used, before anything is read, called or written. */
  private static void places(Values values, GcsCheck check) {
    values.find("output", String.class).ifPresent(p -> check.folder("--output=" + p, p));
    values
        .find("listingCache", String.class)
        .ifPresent(p -> check.folder("--listingCache=" + p, p));
    values
        .find("snapshotFiles", String.class)
        .ifPresent(p -> check.pattern("--snapshotFiles=" + p, p));
    values.find("llmKeyFile", String.class).ifPresent(p -> check.file("--llmKeyFile=" + p, p));
  }
}
