package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;
import org.xml.sax.InputSource;

class SiteBuilderTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @TempDir Path path;
  private Folder output;

  @BeforeEach
  void threeDaysInTwoYears() throws Exception {
    output = Folder.of(path.toString());
    WrittenDays.write(output, "2024-12-31", List.of(Days.selected("2412.00001", 8, 7)));
    WrittenDays.write(
        output,
        "2025-03-24",
        List.of(Days.selected("2503.00001", 9, 8), Days.selected("hep-th/9901001", 7, 7)));
    WrittenDays.write(output, "2025-03-25", List.of(Days.selected("2503.00002", 10, 9)));
  }

  @Test
  void daysMonthsAndYearsHavePages() throws Exception {
    SiteBuilder.build(output);
    assertThat(
        output.folder("site").list("**").stream().filter(f -> !f.startsWith("assets/")).toList(),
        contains(
            "2024-12-31/abstracts.js",
            "2024-12-31/citations.js",
            "2024-12-31/index.html",
            "2024-12-31/others.html",
            "2024-12-31/others.js",
            "2024-12-31/papers.js",
            "2024-12/index.html",
            "2024-12/papers.js",
            "2024/index.html",
            "2025-03-24/abstracts.js",
            "2025-03-24/citations.js",
            "2025-03-24/index.html",
            "2025-03-24/others.html",
            "2025-03-24/others.js",
            "2025-03-24/papers.js",
            "2025-03-25/abstracts.js",
            "2025-03-25/citations.js",
            "2025-03-25/index.html",
            "2025-03-25/others.html",
            "2025-03-25/others.js",
            "2025-03-25/papers.js",
            "2025-03/index.html",
            "2025-03/papers.js",
            "2025-W01/index.html",
            "2025-W13/index.html",
            "2025/index.html",
            "api/days/2024-12-31.json",
            "api/days/2025-03-24.json",
            "api/days/2025-03-25.json",
            "api/index.json",
            "api/months/2024-12.json",
            "api/months/2025-03.json",
            "api/schema.json",
            "evaluations/index.html",
            "feed.xml",
            "inbox/index.html",
            "index.html",
            "papers.xml",
            "search/2024-12.js",
            "search/2024-12/0.js",
            "search/2025-03.js",
            "search/2025-03/0.js",
            "search/index.html",
            "starred/index.html"));
  }

  @Test
  void everyLinkIsRelativeAndLeadsToAFileOrToArxiv() throws Exception {
    SiteBuilder.build(output);
    Path site = path.resolve("site");
    List<String> broken = new ArrayList<>();
    for (String page : output.folder("site").list("**.html")) {
      String html = page(page);
      for (Matcher link = LINK.matcher(html); link.find(); ) {
        String target = link.group(1);
        String file = target.replaceFirst("#.*", "");
        boolean found =
            target.startsWith("https://arxiv.org/")
                || (file.isEmpty()
                    ? html.contains("id=\"" + target.substring(1) + "\"")
                    : Files.isRegularFile(site.resolve(page).getParent().resolve(file)));
        if (!found || target.startsWith("/")) {
          broken.add(page + ": " + target);
        }
      }
    }
    assertThat(broken, is(empty()));
  }

  @Test
  void aDayHasItsNeighboursItsNumbersItsPapersAndItsPrompt() throws Exception {
    SiteBuilder.build(output);
    assertThat(
        page("2025-03-24/index.html"),
        stringContainsInOrder(
            "href=\"../2024-12-31/index.html\"",
            "href=\"../2025-03/index.html\"",
            "href=\"../2025-03-25/index.html\"",
            "Monday, 24 March 2025",
            "2 of 2 papers selected.",
            "<dt>Entries listed</dt><dd>12</dd>",
            "<dt>Papers scanned</dt><dd>2</dd>",
            "<dt>Papers selected</dt><dd>2</dd>",
            "<dt>Cost</dt><dd>$0.36</dd>",
            "<a href=\"https://arxiv.org/abs/2503.00001\">Title of 2503.00001</a>",
            "Ada Lovelace, M. Güra",
            "<dt>Relevance</dt><dd><b>9</b>",
            "<dt>Novelty</dt><dd><b>8</b>",
            "cs.LG cs.AI",
            "<a href=\"https://arxiv.org/pdf/2503.00001\">PDF<",
            "Comment on 2503.00001.",
            "Abstract of 2503.00001.",
            "<a href=\"https://arxiv.org/abs/hep-th/9901001\">",
            "Paper selection prompt",
            "[PAPER LIST HERE]"));
  }

  @Test
  void theFirstPageShowsTheNewestDayAndAllMonthsAndYears() throws Exception {
    SiteBuilder.build(output);
    assertThat(
        page("index.html"),
        stringContainsInOrder(
            "Tuesday, 25 March 2025",
            "1 of 1 papers selected.",
            "Title of 2503.00002",
            "<a href=\"2025-03/index.html\">March 2025</a></th><td>2</td><td>3</td><td>3</td>",
            "<a href=\"2024-12/index.html\">December 2024</a></th><td>1</td><td>1</td><td>1</td>",
            "<a href=\"2025/index.html\">2025</a>",
            "<a href=\"2024/index.html\">2024</a>"));
  }

  @Test
  void aMonthShowsItsBestPapersFirst() throws Exception {
    SiteBuilder.build(output);
    assertThat(
        page("2025-03/index.html"),
        stringContainsInOrder(
            "href=\"../2024-12/index.html\"",
            "href=\"../2025/index.html\"",
            "Title of 2503.00002",
            "Title of 2503.00001",
            "Title of hep-th/9901001"));
  }

  @Test
  void onlyWhatChangesIsWritten() throws Exception {
    SiteBuilder.build(output);
    FileTime old = FileTime.fromMillis(0);
    for (String file : output.folder("site").list("**")) {
      Files.setLastModifiedTime(path.resolve("site").resolve(file), old);
    }
    WrittenDays.write(output, "2025-03-25", List.of(Days.selected("2503.00003", 10, 9)));
    SiteBuilder.build(output);
    List<String> written = new ArrayList<>();
    for (String file : output.folder("site").list("**")) {
      if (!Files.getLastModifiedTime(path.resolve("site").resolve(file)).equals(old)) {
        written.add(file);
      }
    }
    assertThat(
        written,
        contains(
            "2025-03-25/abstracts.js",
            "2025-03-25/citations.js",
            "2025-03-25/index.html",
            "2025-03-25/papers.js",
            "2025-03/index.html",
            "2025-03/papers.js",
            "2025-W13/index.html",
            "2025/index.html",
            "api/days/2025-03-25.json",
            "api/months/2025-03.json",
            "feed.xml",
            "index.html",
            "papers.xml",
            "search/2025-03.js",
            "search/2025-03/0.js"));
  }

  @Test
  void pagesOfDaysThatAreGoneAreRemovedAndStrangersStay() throws Exception {
    output.write("site/mine/index.html", "not ours");
    SiteBuilder.build(output);
    DigestFiles.delete(output, List.of("2024-12-31"));
    SiteBuilder.build(output);
    assertThat(
        output.folder("site").list("*/index.html"),
        contains(
            "2025-03-24/index.html",
            "2025-03-25/index.html",
            "2025-03/index.html",
            "2025-W13/index.html",
            "2025/index.html",
            "evaluations/index.html",
            "inbox/index.html",
            "mine/index.html",
            "search/index.html",
            "starred/index.html"));
  }

  @Test
  void hostileTextIsTextOnEveryPage() throws Exception {
    PaperRecord paper = Days.selected("2503.00009", 9, 9);
    String attack = "<script>alert(1)</script>\" onclick=\"x' </title></pre>]]>\u202e\u0000&lt;";
    WrittenDays.write(
        output,
        "2025-03-26",
        List.of(
            paper.toBuilder()
                .setPaper(
                    paper.getPaper().toBuilder()
                        .setTitle(attack)
                        .setAuthors(List.of("<b>Bob</b>", attack))
                        .setAbstractText("<img src=x onerror=alert(3)>" + attack)
                        .setCategories(List.of(attack))
                        .build())
                .setComment("<iframe src=x></iframe>" + attack)
                .build()));
    SiteBuilder.build(output);
    for (String page : output.folder("site").list("**")) {
      if (page.startsWith("assets/")) {
        continue;
      }
      String text = page(page);
      for (String bad :
          List.of("<script>", "<img src=x", "<iframe", "<b>Bob", "\u202e", "\u0000")) {
        assertThat(page, text, not(containsString(bad)));
      }
      // Quotation marks matter inside tags only.
      assertThat(page, text.matches("(?s).*<[^>]*\" onclick=.*"), is(false));
    }
    theFeedParses();
  }

  @Test
  void everythingIsRebuiltFromTheRecordsAlone() throws Exception {
    DayFiles.write(
        output,
        Days.manifest(1).setDate("2025-03-27").setUsage(Days.usage("2025-03-27")).build(),
        List.of(
            Days.decided("2503.00007", Outcome.UNSCORED).toBuilder()
                .setPaper(Days.paper("2503.00007").toBuilder().setDate("2025-03-27").build())
                .build()),
        List.of(
            Days.unscored("2503.00007", "no answer").toBuilder().setDate("2025-03-27").build()));
    DigestRebuilder.rebuild(output);
    String digest = output.readIfPresent("digests/2025-03/2025-03-27.md");
    String page = page("2025-03-27/index.html");
    output.delete(output.list("digests/**"));
    output.delete(output.list("site/**"));
    output.write("digests/2023-01/2023-01-01.json", "a day without records");
    assertThat(DigestRebuilder.rebuild(output), is(4));
    assertThat(output.readIfPresent("digests/2025-03/2025-03-27.md"), is(digest));
    assertThat(page("2025-03-27/index.html"), is(page));
    assertThat(page, containsString("1 of 1 papers could not be scored (no answer)."));
    assertThat(DigestFiles.dates(output), is(RecordFiles.dates(output)));
  }

  @Test
  void aDayThatCannotBeReadEndsTheRebuildWithTheDaysBeforeItWritten() throws Exception {
    List<String> dates = RecordFiles.dates(output);
    String last = dates.get(dates.size() - 1);
    output.write("scores/day=" + last + "/records.jsonl", "{\n");
    output.delete(output.list("digests/**"));
    IOException e = assertThrows(IOException.class, () -> DigestRebuilder.rebuild(output));
    assertThat(e.getMessage(), containsString("day=" + last + "/records.jsonl, line 1: not JSON"));
    assertThat(DigestFiles.dates(output), is(dates.subList(0, dates.size() - 1)));
  }

  @Test
  void anEmptyOutputFolderGivesAPageThatSaysSo() throws Exception {
    Folder nothing = Folder.of(path.resolve("nothing").toString());
    SiteBuilder.build(nothing);
    assertThat(nothing.readIfPresent("site/index.html"), containsString("There is no digest yet."));
  }

  private void theFeedParses() throws Exception {
    DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page("feed.xml"))));
  }

  private String page(String name) throws Exception {
    return Files.readString(path.resolve("site").resolve(name));
  }
}
