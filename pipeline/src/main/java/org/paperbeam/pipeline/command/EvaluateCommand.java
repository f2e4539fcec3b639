package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
import org.paperbeam.pipeline.report.RunState;
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
  private final Command run;

  /**
   * The command.
   *
   * @param run what {@code --with} calls
   */
  EvaluateCommand(RandomGenerator random, Command run) {
    this.random = random;
    this.run = run;
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
    String with = options.getWith();
    if (Stream.of(labels, against, with).filter(Objects::nonNull).count() != 1) {
      throw new UsageException(
          "evaluate compares with --labelFile=FILE, with --against=FOLDER or with another run of"
              + " the same days, --with=\"OPTIONS\": give one of them");
    }
    String from = options.getFrom();
    String to = options.getTo();
    DateRange.checkForward(from, to);
    String place =
        labels != null
            ? "--labelFile=" + labels
            : with != null ? "--with=" + with : "--against=" + against;
    if (with == null) {
      StorageAccess.checkScheme(place, labels == null ? against : labels);
    }
    if (labels != null) {
      new GcsCheck(options).file(place, labels);
    }
    List<String> dates =
        RecordFiles.dates(output).stream()
            .filter(d -> (from == null || d.compareTo(from) >= 0))
            .filter(d -> to == null || d.compareTo(to) <= 0)
            .toList();
    if (with != null && !dates.isEmpty()) {
      OtherRun other = OtherRun.of(with, run, output, dates.get(0), dates.get(dates.size() - 1));
      int code = run.run(other.line(), console);
      if (code != DONE && code != RunState.PARTIAL.exitCode()) {
        return code;
      }
      against = other.output().toString();
    }
    Labels wanted = labels == null ? null : LabelFile.read(labels);
    Evaluator evaluator = new Evaluator();
    PromptPlaces places = new PromptPlaces();
    int days = 0;
    for (String date : dates) {
      DayRecords day = RecordFiles.read(output, date);
      DayRecords other = wanted == null ? RecordFiles.read(Folder.of(against), date) : null;
      if (day == null || (wanted == null && other == null)) {
        continue;
      }
      if (wanted == null) {
        evaluator.add(day, other);
      } else {
        evaluator.add(day, wanted);
      }
      places.add(day);
      days++;
    }
    if (days == 0) {
      throw new UsageException(
          "--output=" + output + ": no records of days that can be compared with " + place);
    }
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Evaluation found =
        evaluator.result(
            labels != null
                ? "the labels in " + name(labels)
                : with != null ? "a run with " + with : "the run in " + name(against),
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
}
