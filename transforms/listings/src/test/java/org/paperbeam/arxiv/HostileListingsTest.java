package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

/** Answers that mean harm, and files of the listing cache that a disk or a person has spoilt. */
class HostileListingsTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);
  private static final String A =
      OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", "Mon, 24 Mar 2025 12:00:00 GMT");
  private static final String B =
      OaiXml.raw("2503.00002", "2025-03-26", "cs.LG", "Mon, 24 Mar 2025 13:00:00 GMT");

  private final FakePace pace = new FakePace(Instant.parse("2025-06-01T12:00:00Z"));
  private final List<String> damaged = new ArrayList<>();

  private final TrafficListener listener =
      new TrafficListener() {
        @Override
        public void asked() {}

        @Override
        public void takenFromCache(String path) {}

        @Override
        public void waited(Duration time) {}

        @Override
        public void damaged(String file) {
          damaged.add(file);
        }
      };

  private ListRequest oai(LoopbackServer server, Path cache) {
    return ListRequest.builder()
        .setSource(ArxivSource.OAI)
        .setCategories(List.of("cs.LG"))
        .setFrom(DAY)
        .setTo(DAY)
        .setOaiUrl(server.url() + "/oai")
        .setNow(pace.now())
        .setListingCache(Folder.of(cache.toString()))
        .build();
  }

  private Collected list(ListRequest request) throws IOException, InterruptedException {
    Collected found = new Collected();
    try (ArxivClient client = new ArxivClient(request, pace, listener)) {
      new OaiLister(request, client, AnnouncementCalendar.arxiv()).list(found);
    }
    return found;
  }

  private static String feed(String inside) {
    return Feeds.feed(
        DAY, Feeds.item("2503.00001", "new", DAY).replace("</item>", inside + "</item>"));
  }

  private static String refusal(String answer) {
    return assertThrows(ListingException.class, () -> RssFeed.parse(answer)).getMessage();
  }

  @Test
  void elementsInElementsAreReadToADepth() throws Exception {
    int free = XmlNode.DEEPEST - 1;
    RssFeed fine = RssFeed.parse(feed("<a>".repeat(free) + "</a>".repeat(free)));
    assertThat(fine.items(), hasSize(1));
    for (int depth : new int[] {free + 1, 100_000}) {
      assertThat(
          refusal(feed("<a>".repeat(depth) + "</a>".repeat(depth))),
          is("the XML has elements more than 32 deep"));
    }
  }

  @Test
  void anElementHasALargestSize() throws Exception {
    String half = "x".repeat(XmlNode.LONGEST / 2);
    assertThat(RssFeed.parse(feed("<a>" + half + "</a>")).items(), hasSize(1));
    assertThat(
        refusal(feed("<a>" + half + "</a><b>" + half + "</b>")),
        containsString("an element <item> of more than 2,000,000 characters"));
  }

  @Test
  void brokenXmlThatIsMadeToTakeLongDoesNot() {
    String opened = "<![CDATA[".repeat(300_000);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          refusal("<rss><channel>" + opened);
          refusal("<html>" + "<title>".repeat(300_000));
        });
  }

  @Test
  void aHarvestThatGoesOnAndOnEnds(@TempDir Path cache) {
    AtomicInteger next = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.start(
            r -> {
              int first = next.getAndAdd(1000);
              String[] records = new String[1000];
              Arrays.setAll(
                  records,
                  i ->
                      OaiXml.raw(
                          "25%02d.%05d".formatted(1 + (first + i) / 90_000, (first + i) % 90_000),
                          "2025-03-25",
                          "cs.CV",
                          "Mon, 24 Mar 2025 12:00:00 GMT"));
              return Answer.ok(
                  OaiXml.page("t" + first, records)
                      .replace("<resumptionToken", "<resumptionToken completeListSize=\"100\""));
            })) {
      String said = assertThrows(IOException.class, () -> list(oai(server, cache))).getMessage();
      assertThat(said, containsString("announced 100 records and goes on after 6,000"));
    }
  }

  /** What disks, people and half a copy make of a file. */
  private static Map<String, byte[]> spoilt(byte[] file) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    byte[] flipped = file.clone();
    int title = new String(file, StandardCharsets.ISO_8859_1).indexOf("<title>") + 7;
    flipped[title] ^= 1;
    all.put("a bit is flipped", flipped);
    all.put("half", Arrays.copyOf(file, file.length / 2));
    all.put("without its end", Arrays.copyOf(file, file.length - 5));
    all.put("empty", new byte[0]);
    all.put("NUL", new byte[file.length]);
    all.put("something else", "{\"version\":99}".getBytes(StandardCharsets.UTF_8));
    return all;
  }

  @Test
  void aSpoiltPageOfTheCacheIsToldAndHarvestedAgain(@TempDir Path root) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.start(
            r ->
                Answer.ok(
                    r.uri().getQuery().contains("resumptionToken")
                        ? OaiXml.page(null, B)
                        : OaiXml.page("t1", A)))) {
      ListRequest request = oai(server, root);
      assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
      List<Path> pages;
      try (var walk = Files.walk(root)) {
        pages = walk.filter(p -> p.toString().endsWith(".xml")).sorted().toList();
      }
      assertThat(pages, hasSize(2));
      for (Path page : pages) {
        byte[] good = Files.readAllBytes(page);
        for (Map.Entry<String, byte[]> bad : spoilt(good).entrySet()) {
          damaged.clear();
          int asked = server.requests().size();
          Files.write(page, bad.getValue());
          assertThat(bad.getKey(), list(request).ids(), contains("2503.00001", "2503.00002"));
          assertThat(bad.getKey(), damaged, contains(page.toString()));
          assertThat(bad.getKey(), server.requests().size() > asked, is(true));
          damaged.clear();
          asked = server.requests().size();
          assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
          assertThat(damaged, is(empty()));
          assertThat("it is kept again", server.requests(), hasSize(asked));
        }
      }
    }
  }

  @Test
  void anAnswerIsKeptAsItCameAndFilesWithoutAChecksumHaveToBeWhole() {
    String answer = "<rss>é\n</rss>\n\n";
    assertThat(KeptAnswer.of(KeptAnswer.sealed(answer)), is(Optional.of(answer)));
    assertThat(KeptAnswer.sealed(answer), containsString("<rss>é\n</rss>\n\n\n<!-- crc32c "));
    assertThat(KeptAnswer.of(answer), is(Optional.of(answer)));
    assertThat(KeptAnswer.of("<rss>é\n</rs"), is(Optional.empty()));
    assertThat(KeptAnswer.of(KeptAnswer.sealed(answer).replace('é', 'e')), is(Optional.empty()));
  }
}
