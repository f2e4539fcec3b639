package org.paperbeam.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paperbeam.learnt.AuditSample;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.FilterTrainer;
import org.paperbeam.learnt.Judged;
import org.paperbeam.learnt.LearningException;
import org.paperbeam.measure.Proportion;

/**
 * Whether the bounds that a run prints hold: backfills of days that are drawn from the corpus, by
 * filters that were learnt on other days of it. {@code FilterSimulation FOLDER [SPLITS [BACKFILLS
 * [DAYS]]]}: for each of the splits a filter is learnt on eight of the thirteen days, and the
 * backfills are drawn from the five others.
 */
public final class FilterSimulation {
  private static final int LEARNT_DAYS = 8;
  private static final FilterModel.Promise PROMISE = new FilterModel.Promise(0.97, 0.95);

  private FilterSimulation() {}

  /** A paper as a filter sees it. */
  private record Seen(String id, boolean chosen, boolean ruledOut) {}

  public static void main(String[] arguments) throws IOException, LearningException {
    Path folder = Path.of(arguments[0]);
    int splits = number(arguments, 1, 20);
    int backfills = number(arguments, 2, 10);
    int length = number(arguments, 3, 60);
    Map<String, List<Judged>> days =
        FilterCorpus.read(folder, false).stream()
            .collect(
                Collectors.groupingBy(p -> p.paper().getDate(), TreeMap::new, Collectors.toList()));
    Random random = new Random(17);
    int runs = 0;
    int auditHolds = 0;
    int pooledHolds = 0;
    double saved = 0;
    double least = 1;
    double recall = 0;
    AuditSample sample = new AuditSample(AuditSample.DEFAULT_SHARE);
    for (int split = 0; split < splits; split++) {
      List<String> dates = new ArrayList<>(days.keySet());
      Collections.shuffle(dates, random);
      List<Judged> learnt =
          dates.subList(0, LEARNT_DAYS).stream().flatMap(d -> days.get(d).stream()).toList();
      FilterModel filter = new FilterTrainer(PROMISE).train(learnt, Set.of());
      FilterModel.Scorer scorer = filter.scorer();
      List<List<Seen>> unseen = new ArrayList<>();
      for (String date : dates.subList(LEARNT_DAYS, dates.size())) {
        unseen.add(
            days.get(date).stream()
                .map(p -> new Seen(p.paper().getArxivId(), p.chosen(), scorer.rulesOut(p.paper())))
                .toList());
      }
      for (int backfill = 0; backfill < backfills; backfill++) {
        long kept = 0;
        long chosen = 0;
        long rejected = 0;
        long unpaid = 0;
        long sampleKept = 0;
        long sampleChosen = 0;
        for (int day = 0; day < length; day++) {
          for (Seen paper : unseen.get(random.nextInt(unseen.size()))) {
            boolean held = sample.holds(paper.id() + "/" + backfill + "/" + day);
            chosen += paper.chosen() ? 1 : 0;
            kept += paper.chosen() && !paper.ruledOut() ? 1 : 0;
            rejected += paper.chosen() ? 0 : 1;
            unpaid += !paper.chosen() && paper.ruledOut() && !held ? 1 : 0;
            sampleChosen += paper.chosen() && held ? 1 : 0;
            sampleKept += paper.chosen() && held && !paper.ruledOut() ? 1 : 0;
          }
        }
        Proportion audit = new Proportion(sampleKept, sampleChosen);
        double truth = (double) kept / chosen;
        runs++;
        auditHolds += PROMISE.lower(audit) <= truth ? 1 : 0;
        pooledHolds += PROMISE.lower(audit.plus(filter.held())) <= truth ? 1 : 0;
        recall += truth;
        saved += (double) unpaid / rejected;
        least = Math.min(least, (double) unpaid / rejected);
      }
      System.out.printf(
          Locale.ROOT,
          "%d backfills: bound of the audits alone holds in %.3f, with the test days in %.3f;"
              + " recall %.3f; not paid for %.3f of the rejected, %.3f at least%n",
          runs,
          (double) auditHolds / runs,
          (double) pooledHolds / runs,
          recall / runs,
          saved / runs,
          least);
    }
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
