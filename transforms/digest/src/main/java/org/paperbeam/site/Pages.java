package org.paperbeam.site;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.Seal;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.storage.WriteCondition;

/**
 * Everything that is made of the digests: the indexes of months and years, and the site. The bytes
 * are the same whether days are published one by one, in any order, or all at once. Safe for many
 * threads, workers and runs on one folder.
 */
public final class Pages {
  /** Pages that were spoilt and are told by name. */
  private static final int MOST_NAMED = 20;

  private Pages() {}

  /**
   * Brings up to date what a day changes: its page and its neighbours', its month, its year, the
   * first page, the search and the feeds. To be called after its digest was written, replaced or
   * removed; days may come in any order and again. Reads and writes nothing of other months, but
   * for those whose days are in the feeds. What a crash has left undone is made by the next call,
   * for whatever day.
   *
   * @param retained remembers what may not be replaced
   * @param siteUrl where the site is served, without a slash at its end; null when it is not known.
   *     All pages are made again when it is not that of the last time
   */
  public static void publishDay(
      Folder output, String date, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    publishDays(output, List.of(date), retained, siteUrl);
  }

  /** The same of some days at once, which takes less than one after the other. */
  public static void publishDays(
      Folder output, Collection<String> dates, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    if (!new DayPublisher(output, retained, siteUrl).publish(dates, Set.of())) {
      publish(output, retained, siteUrl);
    }
  }

  /**
   * Makes everything of the digests of all days: writes what has changed and removes what has no
   * digest any more. Each digest is read once, and a few months of them are in memory at a time.
   *
   * @param retained remembers what may not be replaced
   * @param siteUrl where the site is served, without a slash at its end; null when it is not known
   */
  public static void publish(Folder output, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    publish(output, retained, siteUrl, () -> DigestSource.stored(output, retained));
  }

  /**
   * The same with digests that need not stand in the folder yet.
   *
   * @param days lists them
   */
  static void publish(
      Folder output, RetainedFiles retained, @Nullable String siteUrl, DigestSource.Opener days)
      throws IOException {
    Folder summaries = output.folder("summaries");
    SiteIndex before = index(output, retained, siteUrl);
    // As long as it is not there nobody takes the pages for whole; and a day that is published
    // after this, and so may not be listed, puts one there.
    boolean kept = !summaries.delete(List.of(DayPublisher.INDEX)).isEmpty();
    SiteIndex made = SiteBuilder.build(output, retained, siteUrl, days.open());
    tellOfSpoilt(retained, before, made);
    Set<String> newest = new TreeSet<>();
    made.newest(SitePages.FEED_DAYS).forEach(day -> newest.add(day.month()));
    for (String month : newest) {
      MonthSummary.of(output, month, retained);
    }
    if (!kept
        && !summaries.writeIf(
            WriteCondition.absent(), DayPublisher.INDEX, Seal.lines(made.text()))) {
      seeToOthers(output, retained, siteUrl, made);
    }
  }

  private static @Nullable SiteIndex index(
      Folder output, RetainedFiles retained, @Nullable String siteUrl) throws IOException {
    Summaries summaries = new Summaries(output, retained);
    String program = Program.mark(siteUrl);
    return summaries.read(
        DayPublisher.INDEX,
        summaries.find(DayPublisher.INDEX),
        text -> SiteIndex.read(text, program));
  }

  /** The same digests make the same pages: what was another was not as it had been written. */
  private static void tellOfSpoilt(
      RetainedFiles retained, @Nullable SiteIndex before, SiteIndex made) {
    if (!made.equals(before)) {
      return;
    }
    List<String> replaced = retained.replaced();
    for (String path : replaced.subList(0, Math.min(MOST_NAMED, replaced.size()))) {
      retained.mended(Seal.madeAnew(path, "it is not what the digests say"));
    }
    if (replaced.size() > MOST_NAMED) {
      retained.mended(
          "%d more pages were not as they had been written: they are made anew"
              .formatted(replaced.size() - MOST_NAMED));
    }
  }

  /** Somebody else has published days meanwhile, of which some pages may know, and some not. */
  private static void seeToOthers(
      Folder output, RetainedFiles retained, @Nullable String siteUrl, SiteIndex made)
      throws IOException {
    SiteIndex others = index(output, retained, siteUrl);
    boolean seen =
        others != null
            && new DayPublisher(output, retained, siteUrl)
                .publish(List.of(), made.differing(others));
    if (!seen) {
      output.folder("summaries").write(DayPublisher.INDEX, Seal.lines(made.text()));
    }
  }
}
