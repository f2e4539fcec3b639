package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.marks.ReaderMarks;
import org.paperbeam.marks.TellingExamples;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.prompt.PromptExample;
import org.paperbeam.storage.Folder;

/** Reads a reader's marks, from the file that is named or from the output folder. */
public final class MarksFile {
  private MarksFile() {}

  /**
   * The marks; none when no file is named and the output folder has none.
   *
   * @param file what {@code --marks} names; null when it names none
   * @throws UsageException when the file cannot be used; names it
   */
  public static ReaderMarks read(@Nullable String file, Folder output) {
    String option = file == null ? output + "/" + ReaderMarks.FILE : "--marks=" + file;
    try {
      ReaderMarks marks;
      if (file == null) {
        marks = ReaderMarks.read(output, ReaderMarks.FILE);
      } else {
        PrefilterFile.Place place = PrefilterFile.Place.of(file);
        marks = ReaderMarks.read(place.folder(), place.name());
      }
      if (marks == null && file != null) {
        throw new UsageException(option + ": there is no such file");
      }
      return marks == null ? ReaderMarks.none() : marks;
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException(option + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The run's examples, from the marks of days before its own.
   *
   * @throws UsageException when the marks, or the records of their days, cannot be used
   */
  public static List<PromptExample> examples(RunSettings settings) {
    int most = settings.options().getExamples();
    if (most == 0 || settings.isOffline()) {
      return List.of();
    }
    ReaderMarks marks = read(settings.options().getMarks(), settings.output());
    LocalDate from = settings.from();
    LocalDate before =
        from == null ? AnnouncementCalendar.arxiv().newestAnnounced(settings.startedAt()) : from;
    try {
      return TellingExamples.choose(marks, settings.output(), before, most);
    } catch (IOException e) {
      throw new UsageException(
          "--examples=" + most + ": the records of marked papers: " + e.getMessage(), e);
    }
  }
}
