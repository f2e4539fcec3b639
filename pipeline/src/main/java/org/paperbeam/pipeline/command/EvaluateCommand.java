package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.evaluation.EvaluationFiles;
import org.paperbeam.evaluation.Evaluator;
import org.paperbeam.evaluation.Labels;
import org.paperbeam.evaluation.PromptPlaces;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.options.DateRange;
import org.paperbeam.pipeline.options.EvaluateOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.report.EvaluationReport;
import org.paperbeam.pipeline.settings.LabelFile;
import org.paperbeam.pipeline.settings.RunIds;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.site.EvaluationPages;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** Says how good the records of an output folder are, by labels or by another run's records. */
final class EvaluateCommand extends OutputCommand<EvaluateOptions> {
  private final RandomGenerator random;

  EvaluateCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "compare scored records with labels, or with another run's records";
  }

  @Override
  public Class<EvaluateOptions> options() {
    return EvaluateOptions.class;
  }

  @Override
  int run(EvaluateOptions options, Folder output, Console console) throws IOException {
    String labels = options.getLabelFile();
    String against = options.getAgainst();
    if ((labels == null) == (against == null)) {
      throw new UsageException(
          "evaluate compares with --labelFile=FILE or with --against=FOLDER: give one of them");
    }
    String from = options.getFrom();
    String to = options.getTo();
    DateRange.checkForward(from, to);
    String place = labels == null ? "--against=" + against : "--labelFile=" + labels;
    StorageAccess.checkScheme(place, labels == null ? against : labels);
    if (labels != null) {
      new GcsCheck(options).file(place, labels);
    }
    List<String> dates =
        RecordFiles.dates(output).stream()
            .filter(d -> (from == null || d.compareTo(from) >= 0))
            .filter(d -> to == null || d.compareTo(to) <= 0)
            .toList();
    Evaluator evaluator = new Evaluator();
    PromptPlaces places = new PromptPlaces();
    int days =
        labels == null
            ? compare(evaluator, places, output, Folder.of(against), dates)
            : judge(evaluator, places, output, LabelFile.read(labels), dates);
    if (days == 0) {
      throw new UsageException(
          "--output=" + output + ": no records of days that can be compared with " + place);
    }
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Evaluation found =
        evaluator.result(
            labels == null ? "the run in " + name(against) : "the labels in " + name(labels),
            now,
            places.read(
                Ledger.in(output.folder("ledger")),
                warning -> console.err().println("paperbeam: warning: " + warning)));
    String id = RunIds.next(now, random);
    String path = EvaluationFiles.write(output, id, found);
    RetainedFiles retained = new RetainedFiles();
    String page = EvaluationPages.publish(output, retained, id);
    EvaluationReport.lines(found).forEach(console.out()::println);
    console.out().println("evaluation: " + output + "/" + path);
    console.out().println("page: " + output + "/" + page);
    retained.mended().forEach(console.err()::println);
    retained.throwIfAny();
    return DONE;
  }

  /** The last part of a place: pages are shown to others, who need not know where it stands. */
  private static String name(String place) {
    String bare = place.replaceAll("[/\\\\]+$", "");
    return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
  }

  private static int judge(
      Evaluator evaluator, PromptPlaces places, Folder output, Labels labels, List<String> dates)
      throws IOException {
    int days = 0;
    for (String date : dates) {
      DayRecords day = RecordFiles.read(output, date);
      if (day != null) {
        evaluator.add(day, labels);
        places.add(day);
        days++;
      }
    }
    return days;
  }

  private static int compare(
      Evaluator evaluator, PromptPlaces places, Folder output, Folder against, List<String> dates)
      throws IOException {
    int days = 0;
    for (String date : dates) {
      DayRecords day = RecordFiles.read(output, date);
      DayRecords other = RecordFiles.read(against, date);
      if (day != null && other != null) {
        evaluator.add(day, other);
        places.add(day);
        days++;
      }
    }
    return days;
  }
}
