package org.paperbeam.pipeline.command;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.graph.EstimateGraph;
import org.paperbeam.pipeline.graph.RunGraph;
import org.paperbeam.pipeline.report.EstimateReport;
import org.paperbeam.pipeline.report.RunReport;
import org.paperbeam.site.DigestRebuilder;
import org.paperbeam.site.SiteServer;

/** The commands of this build: a command stands here once its engine exists. */
final class Commands {
  private Commands() {}

  /** All of them but {@code help}, in the order of the help. */
  static List<Command> all() {
    JobRunner<RunReport> jobs = new JobRunner<>(RunGraph::apply, new RunJobReports());
    JobRunner<EstimateReport> estimates =
        new JobRunner<>(EstimateGraph::apply, new EstimateJobReports());
    Random random = new Random();
    RunCommand run = new RunCommand(jobs, random, Pace.system());
    CountDownLatch never = new CountDownLatch(1);
    return List.of(
        new DemoCommand(jobs, random),
        new InitCommand(),
        new CheckCommand(random),
        run,
        new EstimateCommand(estimates, random),
        new TrainCommand(),
        new EvaluateCommand(random, run),
        new ExportCommand(random),
        new SiteCommand(DigestRebuilder::rebuild),
        new DeliverCommand(),
        new ServeCommand(
            (output, port) -> URI.create(SiteServer.start(output, port).url()), never));
  }
}
