package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureException;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

class ApiListerTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);
  private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

  // Monday's 13:00 in New York: of Tuesday 25 March's listing.
  private static final String IN_TIME = "2025-03-24T17:00:00Z";
  private static final String TOO_LATE = "2025-03-24T18:00:00Z";

  private final FakePace pace = new FakePace(NOW);

  private static ListRequest.Builder request(LoopbackServer server) {
    return ListRequest.builder()
        .setSource(ArxivSource.API)
        .setCategories(List.of("cs.LG", "hep-th"))
        .setFrom(DAY)
        .setTo(DAY)
        .setApiUrl(server.url() + "/api/query")
        .setNow(NOW);
  }

  private Collected list(ListRequest request) throws IOException, InterruptedException {
    Collected found = new Collected();
    try (ArxivClient client = new ArxivClient(request, pace, TrafficListener.none())) {
      new ApiLister(request, client, AnnouncementCalendar.arxiv()).list(found);
    }
    return found;
  }

  private String failure(ListRequest request) {
    FailureException e = assertThrows(FailureException.class, () -> list(request));
    return e.getMessage() + " " + e.kind() + " " + e.remedy();
  }

  private static String entry(String id, String published, String... categories) {
    return "<entry><id>http://arxiv.org/abs/%s</id><published>%s</published><title>T</title><summary>S</summary><author><name>A</name></author>%s</entry>"
        .formatted(
            id,
            published,
            List.of(categories).stream()
                .map(c -> "<category term=\"" + c + "\"/>")
                .collect(Collectors.joining()));
  }

  private static Answer page(long total, String... entries) {
    return Answer.ok(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><totalResults>%d</totalResults>%s</feed>"
            .formatted(total, String.join("", entries)));
  }

  private static String query(Request request) {
    return URLDecoder.decode(request.uri().getRawQuery(), StandardCharsets.UTF_8);
  }

  @Test
  void papersAreDatedByTheirFirstVersionAndTheCalendar() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page(
                3,
                entry("2503.00001v2", IN_TIME, "cs.LG", "cs.AI"),
                entry("hep-th/9901001v1", IN_TIME, "cs.CV", "hep-th"),
                entry("2503.00003v1", TOO_LATE, "cs.LG")))) {
      Collected found = list(request(server).build());
      assertThat(
          found.papers.get(0),
          is(
              ListedPaper.builder()
                  .setArxivId("2503.00001")
                  .setVersion(2)
                  .setDate("2025-03-25")
                  .setDateBasis(DateBasis.INFERRED)
                  .setAnnounceType(AnnounceType.NEW)
                  .setTitle("T")
                  .setAuthors(List.of("A"))
                  .setAbstractText("S")
                  .setCategories(List.of("cs.LG", "cs.AI"))
                  .setSubmitted(IN_TIME)
                  .build()));
      assertThat(found.ids(), contains("2503.00001", "hep-th/9901001"));
      assertThat(found.papers.get(1).getAnnounceType(), is(AnnounceType.CROSS));
      assertThat(found.days, contains(DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 2, List.of())));
      assertThat(
          query(server.requests().get(0)),
          is(
              "search_query=(cat:cs.LG OR cat:hep-th OR cat:hep-th.*) AND submittedDate:[202503211800 TO 202503241800]"
                  + "&sortBy=submittedDate&sortOrder=ascending&start=0&max_results=2000"));
    }
  }

  @Test
  void theAnnounceTypesDecideWhatBecomesAPaper() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page(
                2,
                entry("2503.00001v1", IN_TIME, "cs.LG"),
                entry("2503.00002v1", IN_TIME, "cs.CV", "cs.LG")))) {
      Collected found =
          list(request(server).setAnnounceTypes(EnumSet.of(AnnounceType.CROSS)).build());
      assertThat(found.ids(), contains("2503.00002"));
      assertThat(found.days.get(0).getEntries(), is(2L));
    }
  }

  @Test
  void aLongAnswerIsTakenInSlicesThatAreSpaced() throws Exception {
    String[] all =
        IntStream.range(0, 4500)
            .mapToObj(i -> entry("2503.%05dv1".formatted(i), IN_TIME, "cs.LG"))
            .toArray(String[]::new);
    try (LoopbackServer server =
        LoopbackServer.start(
            r -> {
              int start = Integer.parseInt(query(r).replaceAll(".*&start=(\\d+).*", "$1"));
              return page(
                  4500,
                  List.of(all).subList(start, Math.min(start + 2000, 4500)).toArray(String[]::new));
            })) {
      assertThat(list(request(server).build()).papers, hasSize(4500));
      assertThat(server.requests(), hasSize(3));
      assertThat(pace.sleeps(), contains(Duration.ofSeconds(3), Duration.ofSeconds(3)));
      assertThat(server.peakInFlight(), is(1));
    }
  }

  @Test
  void aPageThatLiesIsAskedAgain() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page(2),
            page(2, entry("2503.00001v1", IN_TIME, "cs.LG")),
            page(
                2,
                entry("2503.00001v1", IN_TIME, "cs.LG"),
                entry("2503.00002v1", IN_TIME, "cs.LG")))) {
      assertThat(list(request(server).build()).papers, hasSize(2));
      assertThat(server.requests(), hasSize(3));
    }
  }

  @Test
  void aPageThatGoesOnLyingIsAFailure() {
    try (LoopbackServer server = LoopbackServer.inTurn(page(2))) {
      assertThat(
          failure(request(server).build()),
          allOf(
              containsString("says 2 papers but gives 0"),
              endsWith(" CONTRADICTION LIST_FROM_OAI")));
      assertThat(server.requests(), hasSize(ApiLister.ATTEMPTS));
    }
  }

  @Test
  void anAnswerThatRepeatsPapersIsAFailureAndNotKept(@TempDir Path cache) {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page(
                2,
                entry("2503.00001v1", IN_TIME, "cs.LG"),
                entry("2503.00001v1", IN_TIME, "cs.LG")))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      assertThat(failure(request), containsString("said 2 papers and gave 1 different"));
      assertThat(failure(request), containsString("said 2 papers and gave 1 different"));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  void aWindowWithTooManyPapersIsNarrowed() throws Exception {
    Pattern window = Pattern.compile("\\[(\\d+) TO (\\d+)\\]");
    try (LoopbackServer server =
        LoopbackServer.start(
            r -> {
              Matcher m = window.matcher(query(r));
              m.find();
              boolean oneDay =
                  m.group(1).equals("202503241800") || m.group(2).equals("202503241800");
              return oneDay
                  ? page(
                      1,
                      entry(
                          "2503." + m.group(1).substring(7),
                          m.group(2).endsWith("241800") ? IN_TIME : TOO_LATE,
                          "cs.LG"))
                  : page(30_001);
            })) {
      Collected found = list(request(server).setTo(DAY.plusDays(1)).build());
      assertThat(server.requests(), hasSize(3));
      assertThat(found.idsOn("2025-03-25"), hasSize(1));
      assertThat(found.idsOn("2025-03-26"), hasSize(1));
    }
  }

  @Test
  void aDayWithTooManyPapersIsAFailure() {
    try (LoopbackServer server = LoopbackServer.inTurn(page(30_001))) {
      assertThat(
          failure(request(server).build()),
          allOf(
              containsString("30001 papers for the one day 2025-03-25"),
              endsWith(" INCOMPLETE LIST_FROM_OAI")));
    }
  }

  @Test
  void anErrorOfTheApiIsAFailureWithItsWords() {
    String error =
        "<feed><totalResults>1</totalResults><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>max_results must be less</summary></entry></feed>";
    for (int status : new int[] {200, 400}) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(status, error))) {
        assertThat(
            failure(request(server).build()),
            allOf(containsString("max_results must be less"), containsString(server.url())));
      }
    }
    try (LoopbackServer server =
        LoopbackServer.inTurn(Answer.ok("<html><title>Sorry</title></html>"))) {
      assertThat(failure(request(server).build()), containsString("HTML page titled \"Sorry\""));
    }
  }

  @Test
  void daysWithoutAListingAreExplainedAndNotAskedFor() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page(0))) {
      Collected weekend =
          list(
              request(server)
                  .setFrom(LocalDate.of(2025, 3, 22))
                  .setTo(LocalDate.of(2025, 3, 23))
                  .build());
      assertThat(
          weekend.days.stream().map(DayFacts::getKind).toList(), everyItem(is(DayKind.WEEKEND)));
      Collected future =
          list(
              request(server)
                  .setFrom(LocalDate.of(2025, 7, 1))
                  .setTo(LocalDate.of(2025, 7, 1))
                  .build());
      assertThat(future.days.get(0).getKind(), is(DayKind.NOT_ANNOUNCED_YET));
      assertThat(server.requests(), empty());
      assertThat(
          list(request(server).build()).days.get(0).getWarnings(),
          contains("2025-03-25: the source lists no paper, though arXiv announces on that day"));
    }
  }

  @Test
  void aSecondRunAsksNothingOnceTheDayIsOver(@TempDir Path cache) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(page(1, entry("2503.00001v1", IN_TIME, "cs.LG")))) {
      ListRequest.Builder request = request(server).setListingCache(Folder.of(cache.toString()));
      ListRequest sameDay = request.setNow(Instant.parse("2025-03-25T12:00:00Z")).build();
      list(sameDay);
      assertThat(list(sameDay).ids(), contains("2503.00001"));
      assertThat(server.requests(), hasSize(2));
      ListRequest dayAfter = request.setNow(Instant.parse("2025-03-26T12:00:00Z")).build();
      list(dayAfter);
      assertThat(list(dayAfter).ids(), contains("2503.00001"));
      assertThat(server.requests(), hasSize(3));
    }
  }

  @Test
  void anEmptyAnswerForADayWithAListingIsNotBelievedAtOnceAndNotKept(@TempDir Path cache)
      throws Exception {
    Answer good = page(1, entry("2503.00001v1", IN_TIME, "cs.LG"));
    try (LoopbackServer server = LoopbackServer.inTurn(page(0), page(0), good)) {
      assertThat(list(request(server).build()).papers, hasSize(1));
    }
    try (LoopbackServer server =
        LoopbackServer.inTurn(page(0), page(0), page(0), Answer.ok(""), good)) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      Collected found = list(request);
      assertThat(found.papers, hasSize(0));
      assertThat(found.days.get(0).getWarnings(), hasSize(1));
      assertThat(list(request).papers, hasSize(1));
    }
  }

  @Test
  void oneOddEntryCostsOneEntryAndIsAskedForAgain(@TempDir Path cache) throws Exception {
    String good = entry("2503.00001v1", IN_TIME, "cs.LG");
    String untitled = entry("2503.00002v1", IN_TIME, "cs.LG").replace("<title>T</title>", "");
    String uncategorised = entry("2503.00003v1", IN_TIME, "None");
    try (LoopbackServer server =
        LoopbackServer.inTurn(page(3, good, untitled, uncategorised), page(1, good))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      Collected found = list(request);
      assertThat(found.ids(), contains("2503.00001"));
      assertThat(
          found.bad.stream().map(BadEntry::reason).toList(),
          contains("entry 2 (2503.00002) has no title", "entry 3 (2503.00003) has no category"));
      assertThat(list(request).bad, hasSize(0));
    }
  }
}
