package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.FilterTrainer;
import org.paperbeam.learnt.JudgedRecords;
import org.paperbeam.learnt.LearningException;
import org.paperbeam.learnt.ModelFile;
import org.paperbeam.marks.MissedStars;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.options.DateRange;
import org.paperbeam.pipeline.options.TrainOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.pipeline.report.LearningSummary;
import org.paperbeam.pipeline.settings.MarksFile;
import org.paperbeam.pipeline.settings.PrefilterFile;
import org.paperbeam.storage.Folder;

/** Learns the pre-filter from the records of an output folder, and writes it into one file. */
final class TrainCommand extends OutputCommand<TrainOptions> {
  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "learn the pre-filter from what the LLM has decided";
  }

  @Override
  public Class<TrainOptions> options() {
    return TrainOptions.class;
  }

  @Override
  int run(TrainOptions options, Folder output, Console console) throws IOException {
    String file = options.getPrefilter();
    if (file == null) {
      throw new UsageException("--prefilter is missing: name the file that the filter goes to");
    }
    StorageAccess.checkScheme("--prefilter=" + file, file);
    new GcsCheck(options).file("--prefilter=" + file, file);
    LocalDate from = date(options.getFrom());
    LocalDate to = date(options.getTo());
    DateRange.checkForward(from, to);
    String marks = options.getMarks();
    if (marks != null) {
      StorageAccess.checkScheme("--marks=" + marks, marks);
      new GcsCheck(options).file("--marks=" + marks, marks);
    }
    MissedStars stars = new MissedStars(MarksFile.read(marks, output));
    JudgedRecords records = JudgedRecords.read(output, from, to, stars);
    if (records.papers().isEmpty()) {
      throw new UsageException(
          "--output=" + output + ": no records there that an LLM has decided: run first");
    }
    FilterModel filter;
    try {
      filter =
          new FilterTrainer(
                  new FilterModel.Promise(options.getKeepRecall(), options.getConfidence()))
              .train(records.papers(), records.thinnedOut());
    } catch (LearningException e) {
      throw new UsageException("--output=" + output + ": " + e.getMessage(), e);
    }
    PrefilterFile.Place place = PrefilterFile.Place.of(file);
    place.folder().write(place.name(), ModelFile.write(filter));
    LearningSummary.lines(filter).forEach(console.out()::println);
    LearningSummary.lines(stars).forEach(console.out()::println);
    console.out().println("filter: " + file);
    return DONE;
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
