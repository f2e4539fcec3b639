package org.paperbeam.digest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;

/**
 * {@code digests/YYYY-MM/index.md}: the month's days with their counts, and its papers, best first,
 * none twice. Made from the digests on disk, so that days of earlier runs stay in it.
 */
public final class MonthIndex {
  private MonthIndex() {}

  /**
   * Writes the indexes of all months and years that have a digest, and removes those that have
   * none. A month of digests is in memory at a time.
   */
  public static void writeAll(Folder output) throws IOException {
    Map<String, List<String>> months =
        DigestFiles.dates(output).stream()
            .collect(
                Collectors.groupingBy(
                    date -> date.substring(0, 7), TreeMap::new, Collectors.toList()));
    Map<String, YearIndex> years = new TreeMap<>();
    for (Map.Entry<String, List<String>> month : months.entrySet()) {
      List<Digest> days = write(output, month.getKey(), month.getValue());
      years
          .computeIfAbsent(month.getKey().substring(0, 4), YearIndex::new)
          .add(month.getKey(), days);
    }
    for (Map.Entry<String, YearIndex> year : years.entrySet()) {
      output.writeIfChanged(path(year.getKey()), year.getValue().markdown());
    }
    List<String> stale = output.list("digests/*/index.md");
    months.keySet().forEach(month -> stale.remove(path(month)));
    years.keySet().forEach(year -> stale.remove(path(year)));
    output.delete(stale);
  }

  /** Writes the index of a month ({@code YYYY-MM}) when it changes; returns its days' digests. */
  public static List<Digest> write(Folder output, String month) throws IOException {
    return write(output, month, DigestFiles.dates(output, month));
  }

  private static List<Digest> write(Folder output, String month, List<String> dates)
      throws IOException {
    List<Digest> days = new ArrayList<>();
    for (String date : dates) {
      days.add(DigestFiles.read(output, date));
    }
    output.writeIfChanged(path(month), markdown(month, days));
    return days;
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
    return String.format(
        "%d. [%s](%s) (%s, [%s](%s%s.md))",
        number,
        MarkdownText.title(record.getPaper().getTitle()),
        ArxivId.abstractPage(record.getPaper().getArxivId()),
        verdict(record),
        date,
        folder,
        date);
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

  private static String path(String month) {
    return "digests/" + month + "/index.md";
  }
}
