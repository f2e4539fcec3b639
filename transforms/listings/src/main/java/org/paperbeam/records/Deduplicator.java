package org.paperbeam.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;

/**
 * Keeps one entry of every paper of a date, however often it is listed there: in several
 * categories, on several pages, new and as a cross-list. A paper that is listed on two dates is
 * kept on each.
 *
 * <p>Of several entries the one whose announce type comes first ({@code new}, {@code cross}, {@code
 * replace}, {@code replace-cross}) is kept, then the highest version. Not thread-safe; it holds
 * every paper that it keeps.
 */
public final class Deduplicator {
  private static final Comparator<ListedPaper> FIRST =
      Comparator.comparing(ListedPaper::getAnnounceType)
          .thenComparing(Comparator.comparing(ListedPaper::getVersion).reversed())
          .thenComparing(ListedPaper::toString);

  private final Map<String, Day> days = new LinkedHashMap<>();

  /** One date's entries so far. */
  private static final class Day {
    private final Map<String, ListedPaper> kept = new LinkedHashMap<>();
    private long listed;

    void add(ListedPaper entry) {
      listed++;
      kept.merge(entry.getArxivId(), entry, (a, b) -> FIRST.compare(b, a) < 0 ? b : a);
    }
  }

  /** Takes an entry of any date. */
  public void add(ListedPaper entry) {
    days.computeIfAbsent(entry.getDate(), unused -> new Day()).add(entry);
  }

  /** The entries that are kept, a date after the other. */
  public List<ListedPaper> papers() {
    List<ListedPaper> papers = new ArrayList<>();
    days.values().forEach(day -> papers.addAll(day.kept.values()));
    return papers;
  }

  /**
   * A record of each entry that is kept, which knows whether another, earlier date has the same
   * paper with the same text: the same answer decides both.
   */
  public List<PaperRecord> records() {
    List<ListedPaper> papers = papers();
    Map<String, List<ListedPaper>> byId =
        papers.stream().collect(Collectors.groupingBy(ListedPaper::getArxivId));
    return papers.stream()
        .map(
            paper ->
                PaperRecord.listed(paper).toBuilder()
                    .setSeenBefore(first(paper, byId.get(paper.getArxivId())))
                    .build())
        .toList();
  }

  private static @Nullable String first(ListedPaper paper, List<ListedPaper> listings) {
    return listings.stream()
        .filter(other -> other.getDate().compareTo(paper.getDate()) < 0)
        .filter(other -> other.getTitle().equals(paper.getTitle()))
        .filter(other -> other.getAbstractText().equals(paper.getAbstractText()))
        .map(ListedPaper::getDate)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The numbers of every date that has an entry. */
  public List<DayEntries> entries() {
    return days.entrySet().stream()
        .map(day -> DayEntries.of(day.getKey(), day.getValue().listed, day.getValue().kept.size()))
        .toList();
  }
}
