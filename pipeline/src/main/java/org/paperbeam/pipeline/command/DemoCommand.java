package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.DemoOptions;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunState;
import org.paperbeam.pipeline.report.RunSummary;
import org.paperbeam.storage.Folder;

/**
 * The whole job without key, network or option: a bundled listing and its authors, scored offline,
 * or by recorded answers.
 */
final class DemoCommand implements Command {
  /** What makes the job need neither key nor network. */
  private static final Map<String, String> OFFLINE =
      Map.of("scorer", "offline", "source", "rss", "titleFilter", "false");

  /** The word of {@code --scorer} for the recorded answers. */
  private static final String RECORDED = "recorded";

  private final JobRunner<RunReport> jobs;
  private final RandomGenerator random;

  DemoCommand(JobRunner<RunReport> jobs, RandomGenerator random) {
    this.jobs = jobs;
    this.random = random;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "the whole job on a bundled sample, with no key, network or option";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return DemoOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return true;
  }

  @Override
  public int run(CommandLine line, Console console) {
    DemoOptions options =
        Values.resolve(OptionTable.of(DemoOptions.class), line.ours(), Map.of())
            .as(DemoOptions.class);
    if (!options.getScorer().equals(RECORDED)) {
      return run(line, console, OFFLINE);
    }
    if (options.getProfile() != null) {
      throw new UsageException(
          "--scorer=recorded: the answers were written for the bundled profile: leave --profile"
              + " away, or --scorer");
    }
    try (RecordedLlm llm = RecordedLlm.start()) {
      Map<String, String> forced = new HashMap<>(llm.options());
      forced.put("source", "rss");
      return run(line, console, forced);
    } catch (IOException e) {
      console.err().println("paperbeam: failed: " + Reasons.oneLine(e));
      return FAILED;
    }
  }

  private int run(CommandLine line, Console console, Map<String, String> forced) {
    PreparedJob asked = PreparedJob.of(name(), line, forced, console, random);
    boolean recorded = !asked.settings().isOffline();
    if (recorded && asked.remote()) {
      throw new UsageException(
          "--scorer=recorded: this process gives the answers, and workers elsewhere do not reach"
              + " it: use --scorer=offline");
    }
    PreparedJob job = asked.with(asked.settings().withSampleListing());
    Optional<RunReport> ended = jobs.run(job, console);
    if (ended.isEmpty()) {
      return DONE;
    }
    RunReport report = ended.get();
    Folder output = job.settings().output();
    RunSummary.lines(report, output).forEach(console.out()::println);
    if (report.state() == RunState.COMPLETE) {
      next(output, recorded).forEach(console.out()::println);
    }
    return report.state().exitCode();
  }

  private static List<String> next(Folder output, boolean recorded) {
    String ranked =
        recorded
            ? "The papers are invented, and so are the answers, which no LLM gave."
            : "The papers are invented, and were ranked without an LLM (--scorer=recorded shows"
                + " more).";
    return List.of(
        "",
        "Written to " + output + "/:",
        "  digests/  a Markdown and a JSON digest a day, and the month's index",
        "  site/     the same as pages: open site/index.html in a browser",
        "  scores/   one record for every paper that was listed",
        "  runs/     this run's report",
        "",
        ranked + " Next, with your own topics:",
        "  1. ./paperbeam init my-profile \"what you read, subject by subject\"",
        "     (or from papers you like: ./paperbeam init my-profile --from=refs.bib)",
        "  2. ./paperbeam demo --profile=my-profile --output=" + output + "-mine",
        "  3. export OPENAI_API_KEY=... (or see --llmUrl and --llmKeyEnv in ./paperbeam help run)",
        "  4. ./paperbeam run --profile=my-profile --output=" + output);
  }
}
