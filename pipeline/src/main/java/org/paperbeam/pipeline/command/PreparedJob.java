package org.paperbeam.pipeline.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
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
 * A job whose options are read and checked; nothing is called or written yet.
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
    List<String> beam = Runners.beamArguments(line);
    Profile profile = profile(alone, beam);
    Values values = Values.resolve(table, given, profile.options());
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    RunStart start = new RunStart(RunIds.next(now, random), now, command);
    RunSettings settings = new SettingsResolver(values, profile).resolve(start);
    return new PreparedJob(
        settings, BeamOptions.read(beam, values.asArguments(), RunOptions.class));
  }

  private static Profile profile(Values values, List<String> beam) {
    String place = values.find("profile", String.class).orElse(null);
    if (place == null) {
      return ProfileReader.bundled();
    }
    if (place.contains("://")) {
      FileSystems.setDefaultPipelineOptions(
          BeamOptions.read(beam, List.of(), PipelineOptions.class));
    }
    return ProfileReader.ofFolder(place);
  }
}
