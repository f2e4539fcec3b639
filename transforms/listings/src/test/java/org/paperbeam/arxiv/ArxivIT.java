package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.http.Pace;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.NeedsStandIn;
import org.paperbeam.testing.SharedData;
import org.paperbeam.testing.StandIn;

/**
 * Every source against the stand-in's real papers: the right ones, on the right days, word for
 * word.
 */
@NeedsStandIn
class ArxivIT {
  private static final Set<String> CATEGORIES = Set.of("cs.LG", "cs.AI");
  private static final LocalDate FROM = LocalDate.of(2025, 3, 18);
  private static final LocalDate TO = LocalDate.of(2025, 4, 3);

  // How names with brackets and the like are split is nobody's to say.
  private static final Pattern ODD_NAME = Pattern.compile("[(),;:]|\\band\\b");

  private static final Map<String, JsonNode> CORPUS = corpus();

  private static Map<String, JsonNode> corpus() {
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> papers = new HashMap<>();
    for (String line : SharedData.gzipLines("arxiv/papers.jsonl.gz")) {
      try {
        JsonNode paper = json.readTree(line);
        papers.put(paper.get("id").asText(), paper);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return papers;
  }

  private static List<String> strings(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(e -> all.add(e.asText()));
    return all;
  }

  /** The ids of the papers in our categories by the day in a field of the corpus. */
  private static Map<String, Set<String>> wanted(String field) {
    Map<String, Set<String>> days = new TreeMap<>();
    CORPUS.forEach(
        (id, paper) -> {
          if (strings(paper.get("categories")).stream().anyMatch(CATEGORIES::contains)) {
            days.computeIfAbsent(paper.get(field).asText(), d -> new TreeSet<>()).add(id);
          }
        });
    return days;
  }

  private static ListRequest.Builder request(StandIn services) {
    return ListRequest.builder()
        .setCategories(List.of("cs.LG", "cs.AI"))
        .setRssUrl(services.url() + "/rss")
        .setApiUrl(services.url() + "/api/query")
        .setOaiUrl(services.url() + "/oai")
        .setSpacing(Duration.ZERO)
        .setNow(Instant.parse("2026-01-05T12:00:00Z"));
  }

  private static Collected list(ListRequest request, TrafficListener meter) throws Exception {
    Collected found = new Collected();
    AnnouncementCalendar calendar = AnnouncementCalendar.arxiv();
    try (ArxivClient client = new ArxivClient(request, Pace.system(), meter)) {
      Lister lister =
          switch (request.getSource()) {
            case API -> new ApiLister(request, client, calendar);
            case OAI -> new OaiLister(request, client, calendar);
            default -> new RssLister(request, client, calendar);
          };
      lister.list(found);
    }
    return found;
  }

  private static void assertSameText(List<ListedPaper> papers) {
    Set<String> ids = new HashSet<>();
    for (ListedPaper paper : papers) {
      String id = paper.getArxivId();
      JsonNode want = CORPUS.get(id);
      assertThat(id, ids.add(id), is(true));
      assertThat(id, paper.getTitle(), is(ArxivText.squeeze(want.get("title").asText())));
      assertThat(id, paper.getAbstractText(), is(ArxivText.squeeze(want.get("abstract").asText())));
      assertThat(id, paper.getCategories(), is(strings(want.get("categories"))));
      List<String> authors = strings(want.get("authors"));
      if (authors.stream().noneMatch(n -> ODD_NAME.matcher(n).find())) {
        assertThat(id, paper.getAuthors(), is(authors.stream().map(ArxivText::squeeze).toList()));
      }
    }
  }

  private static void assertRange(Collected found) {
    Map<String, Set<String>> want = wanted("first_announced");
    List<String> days = FROM.datesUntil(TO.plusDays(1)).map(LocalDate::toString).toList();
    assertThat(found.days.stream().map(DayFacts::getDate).toList(), is(days));
    for (String day : days) {
      assertThat(day, found.idsOn(day), is(want.getOrDefault(day, Set.of())));
    }
    assertThat(
        found.papers.stream().filter(p -> p.getDateBasis() != DateBasis.INFERRED).toList(),
        empty());
    // The corpus lacks that one day, replacements apart.
    assertThat(
        found.days.stream().flatMap(d -> d.getWarnings().stream()).toList(),
        contains("2025-03-26: the source lists no paper, though arXiv announces on that day"));
    assertSameText(found.papers);
  }

  @Test
  void oneDayFromRss() throws Exception {
    try (StandIn services = StandIn.start("--today", "2025-03-25")) {
      Collected found = list(request(services).build(), TrafficListener.none());
      assertThat(found.idsOn("2025-03-25"), is(wanted("announced").get("2025-03-25")));
      assertThat(found.days.size(), is(1));
      assertThat(found.days.get(0).getEntries() > found.papers.size(), is(true));
      assertSameText(found.papers);
    }
  }

  @Test
  void aRangeFromOaiAndThenFromItsCache(@TempDir Path cache) throws Exception {
    try (StandIn services = StandIn.start("--oai-page", "200")) {
      ListRequest request =
          request(services)
              .setSource(ArxivSource.OAI)
              .setFrom(FROM)
              .setTo(TO)
              .setListingCache(Folder.of(cache.toString()))
              .build();
      Collected found = list(request, TrafficListener.none());
      assertRange(found);
      CountingMeter second = new CountingMeter();
      Collected again = list(request, second);
      assertThat(again.papers, is(found.papers));
      assertThat(again.days, is(found.days));
      assertThat(second.asked, is(0));
    }
  }

  @Test
  void aRangeFromTheApiAndThenFromItsCache(@TempDir Path cache) throws Exception {
    try (StandIn services = StandIn.start()) {
      ListRequest request =
          request(services)
              .setSource(ArxivSource.API)
              .setFrom(FROM)
              .setTo(TO)
              .setListingCache(Folder.of(cache.toString()))
              .build();
      Collected found = list(request, TrafficListener.none());
      assertRange(found);
      CountingMeter second = new CountingMeter();
      assertThat(list(request, second).papers, is(found.papers));
      assertThat(second.asked, is(0));
    }
  }

  /** Counts requests. */
  private static final class CountingMeter implements TrafficListener {
    private int asked;

    @Override
    public void asked() {
      asked++;
    }

    @Override
    public void takenFromCache(String path) {}

    @Override
    public void waited(Duration time) {}
  }
}
