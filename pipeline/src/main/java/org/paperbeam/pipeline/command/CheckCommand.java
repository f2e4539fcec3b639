package org.paperbeam.pipeline.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.profile.ProfileReader;
import org.paperbeam.pipeline.settings.KeyCheck;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.RunStart;
import org.paperbeam.pipeline.settings.SettingsResolver;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.topics.Topics;

/** What a run with these options and this profile would do. Lists, asks and writes nothing. */
final class CheckCommand implements Command {
  private final RandomGenerator random;

  CheckCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "say what a run with this profile would do; calls nobody";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return RunOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return false;
  }

  @Override
  public int run(CommandLine line, Console console) {
    OptionTable table = OptionTable.of(RunOptions.class);
    Values alone = Values.resolve(table, line.ours(), Map.of());
    // The profile may lie in a bucket, whose options are among the call's.
    String place = StorageAccess.open(line, alone, RunOptions.class).getProfile();
    Profile profile = place == null ? ProfileReader.bundled() : ProfileReader.ofFolder(place);
    Values values = Values.resolve(table, line.ours(), profile.options());
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    RunStart start = new RunStart(RunIds.next(now, random), now, name());
    RunSettings settings =
        new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(start);
    lines(settings).forEach(console.out()::println);
    if (!settings.isOffline() || settings.asksForAuthors()) {
      String key = key(settings, console.environment());
      console.out().println(row("key", key.isEmpty() ? "found" : "NOT FOUND: " + key));
    }
    return DONE;
  }

  private static String key(RunSettings settings, Map<String, String> environment) {
    try {
      return KeyCheck.check(settings, environment, false).orElse("");
    } catch (UsageException e) {
      return e.getMessage();
    }
  }

  private static List<String> lines(RunSettings settings) {
    RunOptions options = settings.options();
    Profile profile = settings.profile();
    List<String> lines = new ArrayList<>();
    lines.add(row("profile", profile.place()));
    lines.add(
        row(
            "lists",
            String.join(", ", options.getCategories())
                + ": "
                + String.join(", ", options.getAnnounceTypes())
                + ", by "
                + settings.source().name().toLowerCase(Locale.ROOT)));
    List<String> named = List.copyOf(Topics.parse(profile.topics()).named().keySet());
    lines.add(row("topics", named.isEmpty() ? "none named" : String.join("; ", named)));
    lines.add(
        row(
            "authors",
            profile.followedAuthors().size()
                + " followed; Semantic Scholar is "
                + (settings.asksForAuthors() ? "asked" : "not asked")));
    if (settings.isOffline()) {
      lines.add(row("scores", "offline, by words; no model is asked"));
    } else {
      lines.add(row("scores", settings.model() + " at " + options.getLlmUrl()));
      lines.add(
          row(
              "prompt",
              PromptTemplate.scores(settings.model(), profile.topics(), profile.scoring())
                      .staticTokens()
                  + " tokens before the first of "
                  + options.getPapersPerPrompt()
                  + " papers"));
      lines.add(
          row(
              "cost",
              (settings.price() == null ? "unknown: the model's price is not known" : "known")
                  + "; "
                  + (options.getMaxCostUsd() == null
                      ? "no cap (--maxCostUsd)"
                      : "at most $" + options.getMaxCostUsd())
                  + "; ./paperbeam estimate says how much"));
    }
    lines.add(
        row(
            "selects",
            "relevance "
                + options.getMinRelevance()
                + (settings.isOffline() ? "" : " and novelty " + options.getMinNovelty())
                + " or more"));
    lines.add(row("writes", settings.output().path()));
    return lines;
  }

  private static String row(String name, String value) {
    return String.format("%-9s %s", name, value);
  }
}
