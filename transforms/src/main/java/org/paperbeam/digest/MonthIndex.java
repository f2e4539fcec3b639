package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.KnownFiles;
import org.paperbeam.storage.RetainedFiles;

/**
 * {@code digests/YYYY-MM/index.md}: the month's days with their counts, and its papers, best first,
 * none twice; and the same of years. Made from the digests on disk, so that days of earlier runs
 * stay in it. Not thread-safe.
 */
public final class MonthIndex {
  private final Folder digests;
  private final KnownFiles known;
  private final Map<String, YearIndex> years = new TreeMap<>();
  private final Set<String> written = new HashSet<>();

  /** Of an output folder; what may not be replaced is remembered there. */
  public MonthIndex(Folder output, RetainedFiles retained) throws IOException {
    this.digests = output.folder("digests");
    this.known = KnownFiles.of(digests, retained);
  }

  /** Writes the index of a month ({@code YYYY-MM}) when it changes. */
  public void add(String month, List<Digest> days) throws IOException {
    write(month, markdown(month, days));
    years.computeIfAbsent(month.substring(0, 4), YearIndex::new).add(month, days);
  }

  /** When all months are added: writes the years', and removes those that have no digest. */
  public void finish() throws IOException {
    for (Map.Entry<String, YearIndex> year : years.entrySet()) {
      write(year.getKey(), year.getValue().markdown());
    }
    List<String> stale = new ArrayList<>(known.names());
    stale.removeIf(name -> !name.matches("[^/]+/index\\.md") || written.contains(name));
    digests.delete(stale);
  }

  private void write(String period, String text) throws IOException {
    String name = period + "/index.md";
    known.writeIfChanged(name, text);
    written.add(name);
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
