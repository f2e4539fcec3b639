package org.paperbeam.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.FilterReport;
import org.paperbeam.learnt.FilterTrainer;
import org.paperbeam.learnt.Judged;
import org.paperbeam.learnt.LearningException;
import org.paperbeam.measure.Proportion;
import org.paperbeam.measure.Scored;

/**
 * What the learnt pre-filter is worth on the public corpus: learnt on 2025-03-18 to 03-27, tried on
 * 03-28 to 04-04, the threshold fixed before; and how many papers a second it judges. {@code
 * FilterBench FOLDER}.
 */
public final class FilterBench {
  private static final String LAST_LEARNT = "2025-03-27";
  private static final double KEEP = 0.97;
  private static final int ROUNDS = 20;

  private FilterBench() {}

  public static void main(String[] arguments) throws IOException, LearningException {
    Path folder = Path.of(arguments[0]);
    for (boolean listedAlone : new boolean[] {true, false}) {
      List<Judged> learnt = new ArrayList<>();
      List<Judged> tried = new ArrayList<>();
      for (Judged paper : FilterCorpus.read(folder, listedAlone)) {
        (paper.paper().getDate().compareTo(LAST_LEARNT) <= 0 ? learnt : tried).add(paper);
      }
      System.out.println(listedAlone ? "papers of the listings alone" : "all papers");
      for (double confidence : new double[] {0.5, 0.95}) {
        FilterModel filter =
            new FilterTrainer(new FilterModel.Promise(KEEP, confidence)).train(learnt, Set.of());
        tell(filter, confidence, tried, System.out);
        if (listedAlone && confidence == 0.5) {
          speed(filter, tried, System.out);
          FilterJob.measure(filter, tried, System.out);
        }
      }
    }
  }

  private static void tell(
      FilterModel filter, double confidence, List<Judged> tried, PrintStream out) {
    FilterReport report = filter.report();
    FilterModel.Scorer scorer = filter.scorer();
    Scored scored =
        Scored.of(
            tried.stream().map(p -> new Scored.Item(scorer.score(p.paper()), p.chosen())).toList());
    Proportion kept = scored.recallAt(filter.threshold());
    Proportion dropped = scored.droppedAt(filter.threshold());
    out.printf(
        Locale.ROOT,
        "  confidence %.2f: learnt from %d papers, %d chosen, categories %s; left out in turn: AUC"
            + " %.3f (%.3f to %.3f), keeps %d of %d, at least %.3f; drops %.3f (%.3f to %.3f)%n",
        confidence,
        report.papers(),
        report.chosen(),
        report.withCategories() ? "count" : "do not count",
        report.auc().value(),
        report.auc().low(),
        report.auc().high(),
        report.held().kept(),
        report.held().chosen(),
        report.recallLower(),
        report.dropped().value(),
        report.dropped().low(),
        report.dropped().high());
    out.printf(
        Locale.ROOT,
        "    tried on %d papers, %d chosen: AUC %.4f, keeps %d of %d (%.3f; two-sided 95 %%: %.3f"
            + " to %.3f), drops %.3f of the rejected (%.3f to %.3f), WSS@95 %.3f%n",
        tried.size(),
        scored.wanted(),
        scored.auc(),
        kept.found(),
        kept.all(),
        kept.share(),
        kept.lower(0.975),
        kept.upper(0.975),
        dropped.share(),
        dropped.lower(0.975),
        dropped.upper(0.975),
        scored.workSaved(0.95));
    for (Judged paper : tried) {
      if (paper.chosen() && scorer.rulesOut(paper.paper())) {
        out.println(
            "    lost: "
                + paper.paper().getArxivId()
                + " ("
                + paper.paper().getDate()
                + ") "
                + paper.paper().getTitle());
      }
    }
  }

  /** By processor time: what a machine with other work to do would say by the clock is its own. */
  private static void speed(FilterModel filter, List<Judged> papers, PrintStream out) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    FilterModel.Scorer scorer = filter.scorer();
    double sum = 0;
    long started = 0;
    long wall = 0;
    for (int round = -3; round < ROUNDS; round++) {
      if (round == 0) {
        started = system.getProcessCpuTime();
        wall = System.nanoTime();
      }
      for (Judged paper : papers) {
        sum += scorer.score(paper.paper());
      }
    }
    double cpu = (system.getProcessCpuTime() - started) / 1e9;
    double clock = (System.nanoTime() - wall) / 1e9;
    out.printf(
        Locale.ROOT,
        "  judges %,.0f papers a second of processor time, %,.0f by the clock on one thread"
            + " (checksum %.3f)%n",
        ROUNDS * papers.size() / cpu,
        ROUNDS * papers.size() / clock,
        sum);
  }
}
