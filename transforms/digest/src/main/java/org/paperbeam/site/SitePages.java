package org.paperbeam.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.MonthCounts;
import org.paperbeam.digest.MonthIndex;
import org.paperbeam.digest.Week;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/**
 * Makes and removes the pages and the Markdown indexes of days, months and years, one by one: the
 * same bytes whether all are made or the few that a day changes. Safe for many threads that make
 * different ones.
 */
final class SitePages {
  /** The days in the feeds. */
  static final int FEED_DAYS = 30;

  private static final int BEST_OF_A_TOPIC = 5;

  /** Beside a day's page. */
  private static final List<String> DAY_FILES =
      List.of("others.html", "others.js", "papers.js", "abstracts.js", "citations.js");

  private final @Nullable String siteUrl;
  private final SiteFiles files;
  private final MonthIndex indexes;
  private final Map<String, ReaderTopics> topics = new ConcurrentHashMap<>();

  private SitePages(SiteFiles files, MonthIndex indexes, @Nullable String siteUrl) {
    this.siteUrl = siteUrl;
    this.files = files;
    this.indexes = indexes;
  }

  /** For all pages: what stands there is listed once. */
  static SitePages listed(Folder output, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    return new SitePages(
        SiteFiles.listed(output.folder("site"), retained, siteUrl),
        MonthIndex.listed(output, retained),
        siteUrl);
  }

  /** For a few pages: nothing is listed. */
  static SitePages asked(Folder output, RetainedFiles retained, @Nullable String siteUrl) {
    return new SitePages(
        SiteFiles.asked(output.folder("site"), retained, siteUrl),
        MonthIndex.asked(output, retained),
        siteUrl);
  }

  /** What pages load. */
  void assets() throws IOException {
    files.assets();
  }

  /** A day's page; also what the other pages show of the day. */
  DayPage day(Digest digest, PeriodPage.Neighbours neighbours) throws IOException {
    DayPage page = DayPage.of(digest, topics(digest), neighbours.previous(), neighbours.next());
    String folder = digest.date() + "/";
    List<OtherView> others = page.others();
    files.page(folder + "index.html", "day.jte", page);
    files.page(folder + "others.html", "others.jte", new OthersPage(page, others));
    files.bytes(folder + "others.js", SearchData.others(digest.date(), others));
    files.bytes(folder + "papers.js", SearchData.papers(digest.date(), page.papers()));
    files.bytes(folder + "abstracts.js", SearchData.abstracts(digest.date(), page.papers()));
    files.bytes(folder + "citations.js", CitationData.write(digest.date(), page.papers()));
    files.bytes(ApiFiles.dayFile(digest.date()), ApiFiles.day(page));
    return page;
  }

  /** What pages of many days show of a day. */
  DayPage view(Digest digest) {
    return DayPage.of(digest, topics(digest), null, null);
  }

  /** Most days of a folder have the same profile. */
  private ReaderTopics topics(Digest digest) {
    return topics.computeIfAbsent(ReaderTopics.text(digest.day()), ReaderTopics::of);
  }

  /**
   * A month's page, and its papers as it and its year's page load them.
   *
   * @param pages of its days, oldest first
   */
  void month(PeriodView view, PeriodPage.Neighbours neighbours, List<DayPage> pages)
      throws IOException {
    List<PaperView> papers = period(view, neighbours, pages);
    files.bytes(view.key() + "/papers.js", SearchData.month(view.key(), papers));
  }

  /**
   * A week's page and its Markdown.
   *
   * @param pages of its days, oldest first
   */
  void week(PeriodView view, PeriodPage.Neighbours neighbours, List<DayPage> pages)
      throws IOException {
    period(view, neighbours, pages);
    indexes.week(
        Week.ofKey(view.key()),
        week(neighbours.previous()),
        week(neighbours.next()),
        pages.stream().map(DayPage::digest).toList());
  }

  private static @Nullable Week week(@Nullable String key) {
    return key == null ? null : Week.ofKey(key);
  }

  /** The page of a month or a week; returns its papers, best first. */
  private List<PaperView> period(
      PeriodView view, PeriodPage.Neighbours neighbours, List<DayPage> pages) throws IOException {
    List<PaperView> papers = best(pages);
    List<String> names = pages.get(pages.size() - 1).topics();
    files.page(
        view.key() + "/index.html",
        "month.jte",
        new PeriodPage(
            view,
            neighbours,
            List.of(),
            TopicTable.ofDays(view.days(), papers, names),
            names.isEmpty() ? List.of() : TopicGroup.of(papers, names, BEST_OF_A_TOPIC),
            papers));
    return papers;
  }

  /** A month's papers for searches, ours and others'; all of them, whatever became of them. */
  void search(String month, List<DayPage> pages) throws IOException {
    files.bytes(ApiFiles.monthFile(month), ApiFiles.month(month, pages));
    SearchMonth.Files index = SearchMonth.of(month, pages);
    int leaves = index.leaves().size();
    for (int i = 0; i < leaves; i++) {
      files.bytes(searchFolder(month) + i + ".js", index.leaves().get(i));
    }
    files.bytes(searchFile(month), index.head());
    files.delete(
        files.list(searchFolder(month) + "*.js").stream()
            .filter(file -> leaf(month, file) >= leaves)
            .toList());
  }

  /** A month's index, Markdown. */
  void index(String month, PeriodPage.Neighbours neighbours, List<Digest> digests)
      throws IOException {
    indexes.month(month, neighbours.previous(), neighbours.next(), digests);
  }

  /** A year's page and its index. */
  void year(SiteIndex index, String year, YearSummary summary) throws IOException {
    List<PaperRecord> best = summary.best();
    List<PeriodView> months =
        index.months().stream().filter(month -> month.year().equals(year)).toList();
    List<PaperView> papers = new ArrayList<>();
    for (PaperRecord paper : best) {
      papers.addAll(PaperView.of(paper.getPaper().getDate(), List.of(paper), ReaderTopics.of("")));
    }
    files.page(
        year + "/index.html",
        "year.jte",
        new PeriodPage(
            new PeriodView(year, index.in(year)),
            index.neighbours(year),
            months,
            summary.topics(),
            List.of(),
            papers));
    PeriodPage.Neighbours neighbours = index.neighbours(year);
    indexes.year(
        year,
        neighbours.previous(),
        neighbours.next(),
        months.stream().map(SitePages::counts).toList(),
        best);
  }

  private static MonthCounts counts(PeriodView month) {
    List<DayView> days = month.days();
    return new MonthCounts(
        month.key(),
        days.size(),
        days.stream().mapToLong(DayView::scanned).sum(),
        days.stream().mapToLong(DayView::selected).sum(),
        days.stream().mapToLong(DayView::unscored).sum());
  }

  /**
   * What stands once: the first page, the search, the feeds.
   *
   * @param newest the newest {@value #FEED_DAYS} days, newest first
   */
  void home(SiteIndex index, List<DayPage> newest) throws IOException {
    List<PeriodView> months = newestFirst(index.months());
    files.page(
        "index.html",
        "home.jte",
        new HomePage(
            newest.isEmpty() ? null : newest.get(0),
            months,
            newestFirst(index.years()),
            HomePage.feeds(newest)));
    files.page("search/index.html", "search.jte", new SearchPage(months));
    files.page("starred/index.html", "starred.jte", new SearchPage(List.of()));
    files.page("inbox/index.html", "inbox.jte", new InboxPage(index.newest(FEED_DAYS)));
    files.bytes(ApiFiles.INDEX, ApiFiles.index(index));
    files.bytes(ApiFiles.SCHEMA, ApiFiles.schema());
    files.text("feed.xml", new DayFeed(newest, siteUrl).write());
    files.text("papers.xml", new PaperFeed(newest, siteUrl).write());
    for (TopicFile topic : HomePage.feeds(newest)) {
      files.text(topic.path(), new PaperFeed(newest, siteUrl, topic).write());
    }
  }

  /** The pages of the evaluations that stand in an output folder. */
  void evaluations(Folder output, RetainedFiles retained) throws IOException {
    new EvaluationPages(output, retained, files).publishAll();
  }

  /** Removes what a period without a digest has left. */
  void remove(String period) throws IOException {
    List<String> gone = new ArrayList<>(List.of(period + "/index.html"));
    if (period.length() == Week.KEY) {
      files.delete(gone);
      indexes.remove(Week.ofKey(period));
      return;
    }
    if (period.length() == "2025-03".length()) {
      gone.add(period + "/papers.js");
      gone.add(ApiFiles.monthFile(period));
      gone.add(searchFile(period));
      gone.addAll(files.list(searchFolder(period) + "*.js"));
    } else if (period.length() == "2025-03-25".length()) {
      for (String name : DAY_FILES) {
        gone.add(period + "/" + name);
      }
      gone.add(ApiFiles.dayFile(period));
    }
    files.delete(gone);
    indexes.remove(period);
  }

  /** When all are made: removes those that were not. */
  void removeStale() throws IOException {
    files.removeStale();
    indexes.removeStale();
  }

  private static String searchFile(String month) {
    return "search/" + month + ".js";
  }

  private static String searchFolder(String month) {
    return "search/" + month + "/";
  }

  /** The number of one of a month's leaves; -1 for a file of another name. */
  private static int leaf(String month, String file) {
    String number = file.substring(searchFolder(month).length(), file.length() - ".js".length());
    return number.matches("\\d{1,6}") ? Integer.parseInt(number) : -1;
  }

  /** A month's papers, best first, none twice. */
  private static List<PaperView> best(List<DayPage> pages) {
    Map<PaperRecord, PaperView> views = new IdentityHashMap<>();
    pages.forEach(page -> page.papers().forEach(view -> views.put(view.paper(), view)));
    return MonthIndex.best(pages.stream().map(DayPage::digest).toList()).stream()
        .map(views::get)
        .toList();
  }

  private static <T> List<T> newestFirst(List<T> values) {
    List<T> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }
}
