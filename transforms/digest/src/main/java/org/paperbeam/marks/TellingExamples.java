package org.paperbeam.marks;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.marks.ReaderMarks.Mark;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptExample;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;

/**
 * Chooses the marks that tell an LLM most: stars of papers that it scored low, and dislikes of
 * those that it scored high; of equals the newest. Half of each, as far as there are so many.
 *
 * <p>Only papers announced before the run's first date are taken: no prompt says what is thought of
 * a paper that it asks about, and what a run changes in records cannot change its own prompts when
 * it is started again.
 */
public final class TellingExamples {
  /** The newest days of marks that are looked at: each is a file to read. */
  static final int MOST_DAYS = 100;

  private static final int HIGHEST_SCORE = 20;

  private record Candidate(String id, String date, PromptExample example, int telling) {}

  private static final Comparator<Candidate> MOST_TELLING_FIRST =
      Comparator.comparingInt(Candidate::telling)
          .thenComparing(Candidate::date)
          .reversed()
          .thenComparing(Candidate::id);

  private TellingExamples() {}

  /**
   * Chooses them; the same from the same marks and records, in a fixed order.
   *
   * @param output where records of earlier runs may be; a marked paper without one is of middling
   *     worth
   * @param before the run's first date
   * @param most how many at most, 0 or more
   */
  public static List<PromptExample> choose(
      ReaderMarks marks, Folder output, LocalDate before, int most) throws IOException {
    List<Candidate> wanted = new ArrayList<>();
    List<Candidate> unwanted = new ArrayList<>();
    if (most > 0) {
      for (Candidate candidate : candidates(marks, output, before.toString())) {
        (candidate.example().wanted() ? wanted : unwanted).add(candidate);
      }
    }
    wanted.sort(MOST_TELLING_FIRST);
    unwanted.sort(MOST_TELLING_FIRST);
    int half = Math.min(unwanted.size(), most / 2);
    int stars = Math.min(wanted.size(), most - half);
    int dislikes = Math.min(unwanted.size(), most - stars);
    List<Candidate> chosen = new ArrayList<>(wanted.subList(0, stars));
    chosen.addAll(unwanted.subList(0, dislikes));
    return chosen.stream()
        .sorted(Comparator.comparing(Candidate::date).thenComparing(Candidate::id))
        .map(Candidate::example)
        .toList();
  }

  private static List<Candidate> candidates(ReaderMarks marks, Folder output, String before)
      throws IOException {
    TreeSet<String> dates = new TreeSet<>();
    for (Mark mark : marks.papers().values()) {
      if (mark.date() != null && mark.date().compareTo(before) < 0) {
        dates.add(mark.date());
      }
    }
    while (dates.size() > MOST_DAYS) {
      dates.remove(dates.first());
    }
    Map<String, PaperRecord> records = records(output, dates);
    List<Candidate> candidates = new ArrayList<>();
    marks
        .papers()
        .forEach(
            (id, mark) -> {
              PaperRecord record = records.get(id + " " + mark.date());
              String title = record == null ? mark.title() : record.getPaper().getTitle();
              if (title != null && mark.date() != null && dates.contains(mark.date())) {
                candidates.add(
                    new Candidate(
                        id,
                        mark.date(),
                        new PromptExample(title, mark.wanted()),
                        telling(mark, record)));
              }
            });
    return candidates;
  }

  private static Map<String, PaperRecord> records(Folder output, Set<String> dates)
      throws IOException {
    Map<String, PaperRecord> records = new HashMap<>();
    Set<String> written = new HashSet<>(RecordFiles.dates(output));
    for (String date : dates) {
      DayRecords day = written.contains(date) ? RecordFiles.read(output, date) : null;
      if (day != null) {
        day.records().forEach(r -> records.put(r.getPaper().getArxivId() + " " + date, r));
      }
    }
    return records;
  }

  /** How far the reader is from what was thought of the paper. */
  private static int telling(Mark mark, @Nullable PaperRecord record) {
    int score = record == null ? HIGHEST_SCORE / 2 : score(record);
    return mark.wanted() ? HIGHEST_SCORE - score : score;
  }

  private static int score(PaperRecord record) {
    Integer relevance = record.getRelevance();
    Integer novelty = record.getNovelty();
    if (relevance != null) {
      return relevance + (novelty == null ? relevance : novelty);
    }
    Outcome outcome = record.getOutcome();
    return outcome == Outcome.TITLE_FILTERED || outcome == Outcome.PREFILTERED
        ? 0
        : HIGHEST_SCORE / 2;
  }
}
