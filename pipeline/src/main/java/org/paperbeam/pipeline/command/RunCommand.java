package org.paperbeam.pipeline.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.pipeline.report.RunSummary;
import org.paperbeam.pipeline.settings.KeyCheck;
import org.paperbeam.pipeline.settings.PlainHttp;

/** The job for one announcement day or a range. */
final class RunCommand implements Command {
  private final JobRunner<RunReport> jobs;
  private final RandomGenerator random;
  private final Pace pace;

  RunCommand(JobRunner<RunReport> jobs, RandomGenerator random, Pace pace) {
    this.jobs = jobs;
    this.random = random;
    this.pace = pace;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "list, filter, score and publish one announcement day or a range";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return RunOptions.class;
  }

  @Override
  public boolean takesBeamOptions() {
    return true;
  }

  @Override
  public int run(CommandLine line, Console console) {
    PreparedJob job = PreparedJob.of(name(), line, Map.of(), console, random);
    KeyCheck.check(job.settings(), console.environment(), job.remote())
        .ifPresent(notice -> console.err().println("paperbeam: " + notice));
    PlainHttp.warnings(job.settings())
        .forEach(warning -> console.err().println("paperbeam: warning: " + warning));
    int minutes = job.settings().options().getWaitMinutes();
    Optional<RunReport> ended =
        minutes == 0 ? jobs.run(job, console) : runWhenOut(job, line, minutes, console);
    if (ended.isEmpty()) {
      return DONE;
    }
    RunReport report = ended.get();
    List<String> lines = RunSummary.lines(report, job.settings().output());
    lines.forEach(console.out()::println);
    return report.state().exitCode();
  }

  /** Without a date, the day to wait for is the newest that arXiv's calendar expects. */
  private Optional<RunReport> runWhenOut(
      PreparedJob first, CommandLine line, int minutes, Console console) {
    LocalDate asked = first.settings().from();
    if (asked != null && !asked.equals(first.settings().to())) {
      throw new UsageException("--waitMinutes waits for one day: give --date, or no date");
    }
    LocalDate date =
        asked == null
            ? AnnouncementCalendar.arxiv().newestAnnounced(console.clock().instant())
            : asked;
    Map<String, String> forced = asked == null ? Map.of("date", date.toString()) : Map.of();
    AnnouncementWait wait = new AnnouncementWait(date, minutes, pace, console.err());
    try {
      Optional<RunReport> report;
      do {
        report = jobs.run(PreparedJob.of(name(), line, forced, console, random), console);
      } while (report.isPresent() && wait.again(report.get()));
      return report;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for the announcement", e);
    }
  }
}
