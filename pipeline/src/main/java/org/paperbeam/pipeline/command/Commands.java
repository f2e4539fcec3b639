package org.paperbeam.pipeline.command;

import java.util.List;
import java.util.Random;
import org.paperbeam.pipeline.graph.RunGraph;

/** The commands of this build: a command stands here once its engine exists. */
final class Commands {
  private Commands() {}

  /** All of them but {@code help}, in the order of the help. */
  static List<Command> all() {
    JobRunner jobs = new JobRunner(RunGraph::apply);
    Random random = new Random();
    return List.of(new DemoCommand(jobs, random), new RunCommand(jobs, random));
  }
}
