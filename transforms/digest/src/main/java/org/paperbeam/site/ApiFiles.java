package org.paperbeam.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Money;
import org.paperbeam.digest.Notice;
import org.paperbeam.json.JsonForm;

/**
 * {@code site/api/}: what the pages show, as JSON for scripts and agents. {@code index.json} names
 * the days and months, {@code days/YYYY-MM-DD.json} tells a day, {@code months/YYYY-MM.json} lists
 * every paper of a month, whatever became of it, for a search; {@code schema.json} says what the
 * fields mean and how they may change. Nothing in it depends on when or by which run it was made.
 */
final class ApiFiles {
  /** Grows as the schema says. */
  static final String VERSION = "1.0";

  static final String INDEX = "api/index.json";
  static final String SCHEMA = "api/schema.json";

  private static final JsonForm<Index> INDEX_FORM = JsonForm.of(Index.class);
  private static final JsonForm<Day> DAY_FORM = JsonForm.of(Day.class);
  private static final JsonForm<Month> MONTH_FORM = JsonForm.of(Month.class);

  /** What there is, oldest first. */
  record Index(String version, String schema, List<DayEntry> days, List<MonthEntry> months) {}

  /** A day in a few numbers. */
  record DayEntry(
      String date,
      long scanned,
      long selected,
      long unscored,
      boolean complete,
      @Nullable Double costUsd,
      String file,
      String page) {}

  /** A month. */
  record MonthEntry(String month, long selected, String file, String page) {}

  /**
   * A day.
   *
   * @param scoredBy the LLM's name, or {@code offline}
   * @param papers best first
   * @param notSelected near misses first
   */
  record Day(
      String version,
      String date,
      boolean complete,
      List<Notice> notices,
      long scanned,
      long selected,
      long unscored,
      String scoredBy,
      int minRelevance,
      int minNovelty,
      @Nullable Double costUsd,
      List<ApiPaper> papers,
      List<ApiPaper> notSelected) {}

  /** A month's papers, day by day. */
  record Month(String version, String month, List<ApiPaper> papers) {}

  private ApiFiles() {}

  static String dayFile(String date) {
    return "api/days/" + date + ".json";
  }

  static String monthFile(String month) {
    return "api/months/" + month + ".json";
  }

  static byte[] index(SiteIndex index) {
    return bytes(
        INDEX_FORM.pretty(
            new Index(
                VERSION,
                "schema.json",
                index.days().stream()
                    .map(
                        day ->
                            new DayEntry(
                                day.date(),
                                day.scanned(),
                                day.selected(),
                                day.unscored(),
                                day.complete(),
                                day.costUsd(),
                                fromIndex(dayFile(day.date())),
                                "../" + day.date() + "/index.html"))
                    .toList(),
                index.months().stream()
                    .map(
                        month ->
                            new MonthEntry(
                                month.key(),
                                month.days().stream().mapToLong(DayView::selected).sum(),
                                fromIndex(monthFile(month.key())),
                                "../" + month.key() + "/index.html"))
                    .toList())));
  }

  private static String fromIndex(String path) {
    return path.substring("api/".length());
  }

  static byte[] day(DayPage page) {
    Digest digest = page.digest();
    return bytes(
        DAY_FORM.pretty(
            new Day(
                VERSION,
                page.date(),
                digest.summary().isComplete(),
                digest.notices(),
                digest.scanned(),
                digest.papers().size(),
                digest.summary().getUnscored(),
                digest.scoredBy(),
                digest.day().getMinRelevance(),
                digest.day().getMinNovelty(),
                Money.total(digest.day().getUsage()),
                page.papers().stream().map(paper -> ApiPaper.of(paper, true)).toList(),
                notSelected(digest).toList())));
  }

  /**
   * A month's papers.
   *
   * @param pages of its days, oldest first
   */
  static byte[] month(String month, List<DayPage> pages) {
    List<ApiPaper> papers = new ArrayList<>();
    for (DayPage page : pages) {
      Stream.concat(
              page.papers().stream().map(paper -> ApiPaper.of(paper, false)),
              notSelected(page.digest()))
          .forEach(papers::add);
    }
    return bytes(MONTH_FORM.line(new Month(VERSION, month, papers)) + "\n");
  }

  private static Stream<ApiPaper> notSelected(Digest digest) {
    return digest.notSelected().stream().map(paper -> ApiPaper.of(digest.day(), paper));
  }

  static byte[] schema() throws IOException {
    return Assets.read("/org/paperbeam/site/api.schema.json");
  }

  /** Whoever shows the file as a page finds no tag in it; the same JSON to all others. */
  private static byte[] bytes(String text) {
    return text.replace("<", "\\u003c").replace(">", "\\u003e").getBytes(StandardCharsets.UTF_8);
  }
}
