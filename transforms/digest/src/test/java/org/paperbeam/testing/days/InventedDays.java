package org.paperbeam.testing.days;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;

/**
 * An output folder of the weekdays from 2025-03-18 to 2025-04-04 but one, with nine invented papers
 * of every kind a day.
 */
public final class InventedDays {
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 18);
  private static final LocalDate LAST = LocalDate.of(2025, 4, 4);
  private static final LocalDate WITHOUT = LocalDate.of(2025, 3, 26);

  private static final List<String> SUBJECTS =
      List.of(
          "Tides", "Sieves", "Lanterns", "Ferns", "Kettles", "Ropes", "Moths", "Dunes", "Reeds");
  private static final List<String> METHODS =
      List.of(
          "Sparse Experts", "Slow Gradients", "Folded Attention", "Random Walks", "Small Models");

  private InventedDays() {}

  /** Writes records and digests of all thirteen days; returns the dates, oldest first. */
  public static List<String> write(Folder output) throws IOException {
    Map<String, List<PaperRecord>> days = new TreeMap<>();
    for (LocalDate date : FIRST.datesUntil(LAST.plusDays(1)).toList()) {
      boolean weekday =
          date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
      if (weekday && !date.equals(WITHOUT)) {
        days.put(date.toString(), records(date));
      }
    }
    return CorpusDays.write(output, days, "Relevant: tides and ferns.\n", "Score them.\n");
  }

  private static List<PaperRecord> records(LocalDate date) {
    List<PaperRecord> records = new ArrayList<>();
    for (int i = 0; i < SUBJECTS.size(); i++) {
      records.add(record(date, i));
    }
    return records;
  }

  private static PaperRecord record(LocalDate date, int index) {
    PaperRecord.Builder record =
        PaperRecord.listed(paper(date, index)).toBuilder().setMaxHIndex(20).setRunId("run-1");
    return switch (index) {
      case 0 -> record.setAuthorMatch(true).setOutcome(Outcome.SELECTED).build();
      case 1 -> record.setMaxHIndex(3).setOutcome(Outcome.H_INDEX_FILTERED).build();
      case 2 -> record.setOutcome(Outcome.TITLE_FILTERED).build();
      default -> {
        int relevance = 3 + index;
        yield record
            .setRelevance(relevance)
            .setNovelty(6)
            .setComment("It says something new of " + SUBJECTS.get(index) + ".")
            .setModel("gpt-4o")
            .setScoredAt(date + "T04:00:00Z")
            .setOutcome(relevance >= 7 ? Outcome.SELECTED : Outcome.BELOW_CUTOFF)
            .build();
      }
    };
  }

  private static ListedPaper paper(LocalDate date, int index) {
    String subject = SUBJECTS.get(index);
    String method = METHODS.get((date.getDayOfMonth() + index) % METHODS.size());
    return ListedPaper.builder()
        .setArxivId("2503.9%02d%02d".formatted(date.getDayOfYear() % 100, index))
        .setVersion(1)
        .setDate(date.toString())
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(index % 2 == 0 ? AnnounceType.NEW : AnnounceType.CROSS)
        .setTitle("%s of %s, Day %d".formatted(method, subject, date.getDayOfYear()))
        .setAuthors(List.of("Ada Nobody", "B. N. Obody"))
        .setAbstractText("We study %s by %s.".formatted(subject, method))
        .setCategories(List.of("cs.LG", "cs.AI"))
        .setSubmitted(date.minusDays(1) + "T01:00:00Z")
        .build();
  }
}
