package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The feeds of days, of papers and of topics. */
class SiteFeedsTest {
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
  void theFeedIsAtomWithAnEntryADayAndTheTimesOfItsDigests() throws Exception {
    SiteBuilder.build(output);
    Document feed = feed("feed.xml");
    assertThat(feed.getDocumentElement().getNamespaceURI(), is("http://www.w3.org/2005/Atom"));
    assertThat(
        texts(feed, "id"),
        contains(
            "tag:paperbeam.org,2025:digests",
            "tag:paperbeam.org,2025:digests/2025-03-25",
            "tag:paperbeam.org,2025:digests/2025-03-24",
            "tag:paperbeam.org,2025:digests/2024-12-31"));
    assertThat(
        texts(feed, "updated"),
        contains(
            "2025-03-25T04:01:00Z",
            "2025-03-25T04:01:00Z",
            "2025-03-25T04:01:00Z",
            "2025-03-25T04:01:00Z"));
    assertThat(
        texts(feed, "published"),
        contains("2025-03-25T00:00:00Z", "2025-03-24T00:00:00Z", "2024-12-31T00:00:00Z"));
    assertThat(texts(feed, "entry").get(0), containsString("Title of 2503.00002"));
  }

  @Test
  void linksOfFeedsAreAbsoluteWhenTheSitesAddressIsKnown() throws Exception {
    Pages.publish(output, new RetainedFiles(), "https://papers.example.org/sub");
    for (String name : List.of("feed.xml", "papers.xml")) {
      String feed = page(name);
      assertThat(feed, containsString("xml:base=\"https://papers.example.org/sub/\""));
      assertThat(feed, containsString("href=\"https://papers.example.org/sub/" + name + "\""));
      assertThat(feed, not(containsString("href=\"2025-")));
    }
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(page("feed.xml"), containsString("href=\"2025-03-25/index.html\""));
  }

  @Test
  void everyTopicHasAFeedOfItsPapers() throws Exception {
    String topics =
        """
        ### Sparse Güra Models
        - Relevant: sparsity
        ### 2. Gravity & Waves
        - Relevant: gravity
        """;
    for (String date : List.of("2025-03-24", "2025-03-25")) {
      String number = date.substring(8);
      DayFiles.write(
          output,
          Days.manifest(2).setDate(date).setUsage(Days.usage(date)).setTopics(topics).build(),
          List.of(
              about(date, "2503.100" + number, "On sparsity"),
              about(date, "2503.200" + number, "On gravity")),
          List.of());
    }
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(
        output.folder("site").list("topics/*"),
        contains("topics/2-gravity-waves.xml", "topics/sparse-gura-models.xml"));
    Document feed = feed("topics/sparse-gura-models.xml");
    assertThat(
        texts(feed, "id"),
        contains(
            "tag:paperbeam.org,2025:topics/sparse-gura-models",
            "tag:paperbeam.org,2025:papers/2503.10025",
            "tag:paperbeam.org,2025:papers/2503.10024"));
    assertThat(texts(feed, "title").get(0), is("Paperbeam: Sparse Güra Models"));
    assertThat(texts(feed, "updated").get(0), is(texts(feed("papers.xml"), "updated").get(0)));
    assertThat(
        page("topics/sparse-gura-models.xml"),
        containsString("href=\"../2025-03-25/index.html#p2503.10025\""));
    assertThat(
        page("index.html"),
        containsString("<a href=\"topics/sparse-gura-models.xml\">Sparse Güra Models</a>"));
    String all = page("topics/sparse-gura-models.xml");
    output.delete(List.of("site/topics/sparse-gura-models.xml"));
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(page("topics/sparse-gura-models.xml"), is(all));

    Pages.publish(output, new RetainedFiles(), "https://papers.example.org/sub");
    assertThat(
        page("topics/sparse-gura-models.xml"),
        containsString("href=\"https://papers.example.org/sub/topics/sparse-gura-models.xml\""));
    assertThat(
        page("2025-03-25/index.html"),
        containsString(
            "<meta property=\"og:url\""
                + " content=\"https://papers.example.org/sub/2025-03-25/index.html\">"));
  }

  private static PaperRecord about(String date, String id, String title) {
    PaperRecord paper = Days.selected(id, 9, 8);
    return paper.toBuilder()
        .setPaper(paper.getPaper().toBuilder().setDate(date).setTitle(title).build())
        .setComment(null)
        .build();
  }

  private Document feed(String name) throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
    parsers.setNamespaceAware(true);
    return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(page(name))));
  }

  private String page(String name) throws Exception {
    return Files.readString(path.resolve("site").resolve(name));
  }

  private static List<String> texts(Document feed, String element) {
    NodeList nodes = feed.getElementsByTagNameNS("http://www.w3.org/2005/Atom", element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
