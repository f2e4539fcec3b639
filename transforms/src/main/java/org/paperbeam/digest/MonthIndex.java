package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.KnownFiles;
import org.paperbeam.storage.RetainedFiles;

/**
 * {@code digests/YYYY-MM/index.md}: the month's days with their counts, and its papers, best first,
 * none twice; and the same of years ({@link YearIndex}). Safe for many threads that write different
 * periods.
 */
public final class MonthIndex {
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

  /** Writes the index of a month ({@code YYYY-MM}) when it changes. */
  public void month(String month, List<Digest> days) throws IOException {
    write(month, markdown(month, days));
  }

  /**
   * Writes the index of a year ({@code YYYY}) when it changes.
   *
   * @param months oldest first
   * @param best see {@link YearIndex#best}
   */
  public void year(String year, List<MonthCounts> months, List<PaperRecord> best)
      throws IOException {
    write(year, YearIndex.markdown(year, months, best));
  }

  /** Removes the index of a month or a year that has no digest any more. */
  public void remove(String period) throws IOException {
    digests.delete(List.of(name(period)));
  }

  /** When all are written: removes those of the listing that were not. */
  public void removeStale() throws IOException {
    List<String> stale = new ArrayList<>(known.names());
    stale.removeIf(name -> !name.matches("[^/]+/index\\.md") || written.contains(name));
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
    List<String> parts = new ArrayList<>();
    parts.add("# Personalized ArXiv Papers " + month);
    List<List<String>> rows = new ArrayList<>();
    for (Digest day : days) {
      rows.add(
          List.of(
              "[" + day.date() + "](" + day.date() + ".md)",
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
      lines.add(line(i + 1, best.get(i), ""));
    }
    if (!lines.isEmpty()) {
      parts.add(String.join("\n", lines));
    }
    return String.join("\n\n", parts) + "\n";
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
