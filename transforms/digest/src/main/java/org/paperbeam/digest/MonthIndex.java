package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.KnownFiles;
import org.paperbeam.storage.RetainedFiles;

/**
 * {@code digests/YYYY-MM/index.md}: the month's days with their counts, and its papers, best first,
 * none twice, with authors, scores and comments; the same of years ({@link YearIndex}); and the
 * links of days. Safe for many threads that write different periods.
 */
public final class MonthIndex {
  /** A month's file must stay one that GitHub shows. */
  private static final int MOST_COMMENTS = 500;

  private static final int MOST_NAMES = 12;

  /** A new line of one entry of a list. */
  private static final String BREAK = "\\\n   ";

  private final Folder digests;
  private final KnownFiles known;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  private MonthIndex(Folder digests, KnownFiles known) {
    this.digests = digests;
    this.known = known;
  }

  /** Of an output folder, all of it listed once; what may not be replaced is remembered there. */
  public static MonthIndex listed(Folder output, RetainedFiles retained) throws IOException {
    Folder digests = output.folder("digests");
    return new MonthIndex(digests, KnownFiles.of(digests, retained));
  }

  /** The same without a listing: for the few files that a day changes. */
  public static MonthIndex asked(Folder output, RetainedFiles retained) {
    Folder digests = output.folder("digests");
    return new MonthIndex(digests, KnownFiles.asked(digests, retained));
  }

  /**
   * Writes the index of a month ({@code YYYY-MM}) when it changes.
   *
   * @param previous the month before that has a digest, or null
   * @param next the month after that has a digest, or null
   */
  public void month(
      String month, @Nullable String previous, @Nullable String next, List<Digest> days)
      throws IOException {
    String year = month.substring(0, 4);
    String up = "[" + year + "](../" + year + "/index.md)";
    write(month, new PeriodLinks(previous, up, next).line() + "\n\n" + markdown(month, days));
  }

  /**
   * Writes {@code digests/YYYY/week-NN.md} when it changes: what a month's index says, of a week.
   *
   * @param previous the week before that has a digest, or null
   * @param next the week after that has a digest, or null
   */
  public void week(Week week, @Nullable Week previous, @Nullable Week next, List<Digest> days)
      throws IOException {
    List<String> links = new ArrayList<>();
    if (previous != null) {
      links.add("[← " + previous.key() + "](../" + previous.file() + ")");
    }
    links.add("[" + week.year() + "](index.md)");
    if (next != null) {
      links.add("[" + next.key() + " →](../" + next.file() + ")");
    }
    String title = week.year() + ", week " + week.number();
    known.writeIfChanged(
        week.file(), String.join(" · ", links) + "\n\n" + markdown(title, days, "../%s/"));
    written.add(week.file());
  }

  /** Removes the file of a week that has no digest any more. */
  public void remove(Week week) throws IOException {
    digests.delete(List.of(week.file()));
  }

  /**
   * Writes the index of a year ({@code YYYY}) when it changes.
   *
   * @param previous the year before that has a digest, or null
   * @param next the year after that has a digest, or null
   * @param months oldest first
   * @param best see {@link YearIndex#best}
   */
  public void year(
      String year,
      @Nullable String previous,
      @Nullable String next,
      List<MonthCounts> months,
      List<PaperRecord> best)
      throws IOException {
    String links = new PeriodLinks(previous, "", next).line();
    write(year, (links.isEmpty() ? "" : links + "\n\n") + YearIndex.markdown(year, months, best));
  }

  /** Removes the index of a month or a year that has no digest any more. */
  public void remove(String period) throws IOException {
    digests.delete(List.of(name(period)));
  }

  /** When all are written: removes those of the listing that were not. */
  public void removeStale() throws IOException {
    List<String> stale = new ArrayList<>(known.names());
    stale.removeIf(
        name ->
            !name.matches("[^/]+/index\\.md|\\d{4}/week-\\d{2}\\.md") || written.contains(name));
    digests.delete(stale);
  }

  private void write(String period, String text) throws IOException {
    known.writeIfChanged(name(period), text);
    written.add(name(period));
  }

  private static String name(String period) {
    return period + "/index.md";
  }

  /** The selected papers of these days, best first; of two listings of a paper the better one. */
  public static List<PaperRecord> best(List<Digest> days) {
    List<PaperRecord> papers = new ArrayList<>();
    days.forEach(day -> papers.addAll(day.papers()));
    papers.sort(Ranking.BEST_FIRST);
    Set<String> seen = new LinkedHashSet<>();
    papers.removeIf(paper -> !seen.add(paper.getPaper().getArxivId()));
    return papers;
  }

  static String markdown(String month, List<Digest> days) {
    return markdown(month, days, "");
  }

  /** The papers of some days; {@code folder} leads to a day's file from here, %s is its month. */
  private static String markdown(String title, List<Digest> days, String folder) {
    List<String> parts = new ArrayList<>();
    parts.add("# Personalized ArXiv Papers " + title);
    List<List<String>> rows = new ArrayList<>();
    for (Digest day : days) {
      rows.add(
          List.of(
              "[" + day.date() + "](" + folder.formatted(day.month()) + day.date() + ".md)",
              Long.toString(day.summary().getEntries()),
              Long.toString(day.scanned()),
              Integer.toString(day.papers().size()),
              Long.toString(day.summary().getUnscored())));
    }
    parts.add(
        MarkdownTable.write(List.of("Day", "ArXiv", "Scanned", "Relevant", "Not scored"), rows));
    List<PaperRecord> best = best(days);
    parts.add("Total relevant papers: " + best.size());
    parts.add("**Papers, best first:**");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      String month = best.get(i).getPaper().getDate().substring(0, 7);
      lines.add(
          line(i + 1, best.get(i), folder.formatted(month))
              + details(best.get(i), i < MOST_COMMENTS));
    }
    if (best.size() > MOST_COMMENTS) {
      parts.add(
          "Comments stand at the best "
              + MOST_COMMENTS
              + "; those of all are in the days' digests.");
    }
    if (!lines.isEmpty()) {
      parts.add(String.join("\n", lines));
    }
    return String.join("\n\n", parts) + "\n";
  }

  /** Its authors and comment, as lines that belong to the same entry of the list. */
  private static String details(PaperRecord record, boolean withComment) {
    List<String> names = ReadableNames.of(record.getPaper().getAuthors());
    String comment = record.getComment();
    boolean commented =
        withComment
            && !record.getAuthorMatch()
            && comment != null
            && !PlainText.clean(comment).isEmpty();
    return BREAK
        + ("**Authors:** " + MarkdownText.paragraph(ReadableNames.line(names, MOST_NAMES)))
        + (commented ? BREAK + "**Comment:** " + MarkdownText.paragraph(comment) : "");
  }

  /** A paper in a list; {@code folder} leads from the list to the day's digest. */
  static String line(int number, PaperRecord record, String folder) {
    String date = record.getPaper().getDate();
    ListedPaper paper = record.getPaper();
    String title = MarkdownText.title(paper.getTitle());
    String day = "[" + date + "](" + folder + date + ".md)";
    return number
        + (". [" + title + "](" + ArxivId.abstractPage(paper.getArxivId()) + ") (")
        + (verdict(record) + ", " + day + ")");
  }

  private static String verdict(PaperRecord record) {
    if (record.getAuthorMatch()) {
      return "author match";
    }
    if (record.getRelevance() == null) {
      return "not scored";
    }
    return "relevance "
        + record.getRelevance()
        + (record.getNovelty() == null ? "" : ", novelty " + record.getNovelty());
  }
}
