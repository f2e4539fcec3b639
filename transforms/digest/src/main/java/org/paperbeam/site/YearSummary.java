package org.paperbeam.site;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.digest.YearIndex;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.StoredFile;

/**
 * The best papers of each month of a year, without their abstracts, and how many each topic has;
 * kept in one file, {@code summaries/YYYY.json}.
 *
 * @param months by {@code YYYY-MM}
 */
record YearSummary(SortedMap<String, Month> months) {
  private static final JsonForm<YearSummary> FORM = JsonForm.of(YearSummary.class);

  /**
   * A month.
   *
   * @param mark of its days, see {@link SiteIndex#mark}
   * @param best the best first
   * @param topics of all its papers
   */
  record Month(String mark, List<PaperRecord> best, List<TopicCount> topics) {
    static Month of(List<DayView> days, List<Digest> digests) {
      List<PaperRecord> best = MonthIndex.best(digests);
      return new Month(
          SiteIndex.mark(days),
          best.subList(0, Math.min(YearIndex.BEST, best.size())).stream()
              .map(YearSummary::brief)
              .toList(),
          TopicCount.ofMonth(digests, best));
    }
  }

  /** Reads a month's digests. */
  @FunctionalInterface
  interface Months {
    MonthSummary month(String month) throws IOException, PagesMovedException;
  }

  /** The best papers of a year whose days are these; brings the file up to date. */
  static YearSummary of(Summaries summaries, String year, SiteIndex index, Months months)
      throws IOException, PagesMovedException {
    String name = year + ".json";
    while (true) {
      StoredFile stored = summaries.find(name);
      YearSummary known = summaries.read(name, stored, FORM::read);
      SortedMap<String, Month> before = known == null ? new TreeMap<>() : known.months();
      SortedMap<String, Month> now = new TreeMap<>();
      for (PeriodView view : index.months()) {
        if (view.year().equals(year)) {
          Month month = before.get(view.key());
          boolean holds = month != null && month.mark().equals(SiteIndex.mark(view.days()));
          now.put(
              view.key(),
              holds ? month : Month.of(view.days(), months.month(view.key()).digests()));
        }
      }
      YearSummary summary = new YearSummary(now);
      if (now.equals(before) || summary.write(summaries, stored, year)) {
        return summary;
      }
    }
  }

  /** Writes it; false when somebody else wrote it since it was read. */
  boolean write(Summaries summaries, @Nullable StoredFile stored, String year) throws IOException {
    return summaries.write(stored, year + ".json", FORM.line(this) + "\n")
        != Summaries.Written.OTHERS;
  }

  /** The same, over what stands there now, which is told when it was not as it was written. */
  void replace(Summaries summaries, String year) throws IOException {
    StoredFile stored = summaries.find(year + ".json");
    YearSummary unusedBefore = summaries.read(year + ".json", stored, FORM::read);
    // Whoever wrote it meanwhile knows at least as much.
    boolean unused = write(summaries, stored, year);
  }

  /** The year's best papers, best first, none twice. */
  List<PaperRecord> best() {
    return YearIndex.best(months.values().stream().map(Month::best).toList());
  }

  /** How many papers each topic has, month by month. */
  TopicTable topics() {
    SortedMap<String, List<TopicCount>> topics = new TreeMap<>();
    months.forEach((key, month) -> topics.put(key, month.topics()));
    return TopicTable.ofMonths(topics);
  }

  /** A list of papers shows no abstract, and a year's file stays small without them. */
  private static PaperRecord brief(PaperRecord record) {
    return record.toBuilder()
        .setPaper(record.getPaper().toBuilder().setAbstractText("").build())
        .setComment(null)
        .build();
  }
}
