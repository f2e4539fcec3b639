package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OaiListerTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);
  private static final String MONDAY = "Mon, 24 Mar 2025 17:00:00 GMT";
  private static final String TUESDAY = "Tue, 25 Mar 2025 17:00:00 GMT";
  private static final String A = OaiXml.raw("2503.00001", "2025-03-25", "cs.LG cs.AI", MONDAY);
  private static final String B =
      OaiXml.raw("2503.00002", "2025-03-26", "cs.CV cs.LG", MONDAY, TUESDAY);
  private static final String C = OaiXml.raw("2503.00003", "2025-03-26", "cs.LG", TUESDAY);

  private FakePace pace = new FakePace(Instant.parse("2025-06-01T12:00:00Z"));

  private ListRequest.Builder request(LoopbackServer server) {
    return ListRequest.builder()
        .setSource(ArxivSource.OAI)
        .setCategories(List.of("cs.LG"))
        .setFrom(DAY)
        .setTo(DAY)
        .setOaiUrl(server.url() + "/oai")
        .setNow(pace.now());
  }

  private Collected list(ListRequest request) throws IOException, InterruptedException {
    Collected found = new Collected();
    try (ArxivClient client = new ArxivClient(request, pace, TrafficListener.none())) {
      new OaiLister(request, client, AnnouncementCalendar.arxiv()).list(found);
    }
    return found;
  }

  private String failure(ListRequest request) {
    return assertThrows(IOException.class, () -> list(request)).getMessage();
  }

  private static List<String> queries(LoopbackServer server) {
    return server.requests().stream().map(r -> r.uri().getRawQuery()).toList();
  }

  private static Answer page(String token, String... records) {
    return Answer.ok(OaiXml.page(token, records));
  }

  @Test
  void aPaperReplacedLaterIsListedOnItsFirstDay() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("", OaiXml.deleted("2503.00009"), A, B, C))) {
      Collected found = list(request(server).build());
      assertThat(found.ids(), contains("2503.00001", "2503.00002"));
      assertThat(
          found.papers.get(1),
          is(
              ListedPaper.builder()
                  .setArxivId("2503.00002")
                  .setVersion(2)
                  .setDate("2025-03-25")
                  .setDateBasis(DateBasis.INFERRED)
                  .setAnnounceType(AnnounceType.CROSS)
                  .setTitle("Title of 2503.00002")
                  .setAuthors(List.of("A. B", "C. D", "E. F, Jr."))
                  .setAbstractText("Some text.")
                  .setCategories(List.of("cs.CV", "cs.LG"))
                  .setSubmitted("2025-03-24T17:00:00Z")
                  .build()));
      assertThat(found.days, contains(DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 2, List.of())));
      assertThat(
          queries(server),
          contains("verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG&from=2025-03-21"));
    }
  }

  @Test
  void aPaperOfSeveralSetsIsHandedOverOnce() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page(null, A), page(null, A, C))) {
      Collected found = list(request(server).setCategories(List.of("cs.LG", "cs.AI")).build());
      assertThat(found.ids(), contains("2503.00001"));
      assertThat(found.days.get(0).getEntries(), is(1L));
      assertThat(server.requests(), hasSize(2));
      assertThat(pace.sleeps(), contains(Duration.ofSeconds(3)));
    }
  }

  @Test
  void anArchiveStandsForItsCategories() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page(null, A, B))) {
      Collected found = list(request(server).setCategories(List.of("cs", "cs.LG")).build());
      assertThat(queries(server), contains(containsString("set=cs&")));
      assertThat(
          found.papers.stream().map(ListedPaper::getAnnounceType).toList(),
          contains(AnnounceType.NEW, AnnounceType.NEW));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(page(null, A))) {
      list(
          request(server)
              .setCategories(List.of("hep-th", "astro-ph.CO", "math.AG", "physics.optics"))
              .build());
      assertThat(
          queries(server).stream().map(q -> q.replaceAll(".*set=([^&]*).*", "$1")).toList(),
          contains(
              "math:math:AG", "physics:astro-ph:CO", "physics:hep-th", "physics:physics:optics"));
    }
  }

  @Test
  void replacementsAreListedOnTheirOwnDayWhenAskedFor() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page(null, A, B, C))) {
      ListRequest.Builder next = request(server).setFrom(DAY.plusDays(1)).setTo(DAY.plusDays(1));
      Collected plain = list(next.build());
      assertThat(plain.ids(), contains("2503.00003"));
      assertThat(plain.days.get(0).getEntries(), is(2L));
      Collected all = list(next.setAnnounceTypes(EnumSet.allOf(AnnounceType.class)).build());
      assertThat(all.ids(), contains("2503.00002", "2503.00003"));
      assertThat(all.papers.get(0).getAnnounceType(), is(AnnounceType.REPLACE_CROSS));
      Collected both = list(next.setFrom(DAY).build());
      assertThat(both.ids(), contains("2503.00001", "2503.00002", "2503.00003"));
      assertThat(both.idsOn("2025-03-26"), is(java.util.Set.of("2503.00003")));
    }
  }

  @Test
  void tokensGoBackExactlyAsTheyCame() throws Exception {
    String token = "verb%3DListRecords%26skip%3D2";
    try (LoopbackServer server =
        LoopbackServer.inTurn(page(token, A), page("1114880|1001 &amp;+%x", B), page(null, C))) {
      assertThat(list(request(server).build()).ids(), contains("2503.00001", "2503.00002"));
      assertThat(
          queries(server).subList(1, 3),
          contains(
              "verb=ListRecords&resumptionToken=verb%3DListRecords%26skip%3D2",
              "verb=ListRecords&resumptionToken=1114880%7C1001%20%26%2B%25x"));
    }
  }

  @Test
  void nothingMatchesIsNoPapersAndAnyOtherErrorIsAFailure() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(OaiXml.error("noRecordsMatch")))) {
      assertThat(
          list(request(server).build()).days,
          contains(
              DayFacts.of(
                  "2025-03-25",
                  DayKind.ANNOUNCED,
                  0,
                  List.of(
                      "2025-03-25: the source lists no paper, though arXiv announces on that day"))));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(OaiXml.error("badArgument")))) {
      assertThat(
          failure(request(server).build()),
          allOf(
              containsString("badArgument: Some words."),
              containsString("cs:cs:LG"),
              containsString(server.url())));
      assertThat(server.requests(), hasSize(1));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok("<html/>"))) {
      assertThat(failure(request(server).build()), containsString("the answer is an HTML page"));
    }
  }

  @Test
  void theFutureIsNotAskedFor() throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(OaiXml.error("badArgument")))) {
      LocalDate future = LocalDate.of(2025, 7, 1);
      Collected found = list(request(server).setFrom(future).setTo(future).build());
      assertThat(
          found.days,
          contains(
              DayFacts.of(
                  "2025-07-01",
                  DayKind.NOT_ANNOUNCED_YET,
                  0,
                  List.of(
                      "2025-07-01: arXiv has not announced this day yet; its newest listing is that of 2025-05-30"))));
      assertThat(server.requests(), empty());
    }
  }

  @Test
  void flowControlIsObeyed() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            new Answer(503, Map.of("Retry-After", "30"), "Retry"), page(null, A))) {
      assertThat(list(request(server).build()).ids(), contains("2503.00001"));
      assertThat(pace.sleeps().get(0), is(Duration.ofSeconds(30)));
    }
  }

  @Test
  void aRefusalComesWithAdvice() {
    for (int status : new int[] {403, 406}) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(status, ""))) {
        FailureException refused =
            assertThrows(FailureException.class, () -> list(request(server).build()));
        assertThat(refused.getMessage(), containsString("from the public snapshot instead"));
        assertThat(refused.remedy(), is(Remedy.LIST_FROM_SNAPSHOT));
      }
    }
  }

  @Test
  void aTokenThatExpiredIsMadeGoodFromTheNewestDatestampSeen() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page("t1", A, B), Answer.ok(OaiXml.error("badResumptionToken")), page(null, B, C))) {
      Collected found = list(request(server).setTo(DAY.plusDays(1)).build());
      assertThat(found.ids(), contains("2503.00001", "2503.00002", "2503.00003"));
      assertThat(queries(server).get(2), containsString("from=2025-03-26"));
    }
  }

  @Test
  void withoutOrderATokenThatExpiredMeansABeginningFromTheStart() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            page("t1", B, A), Answer.ok(OaiXml.error("badResumptionToken")), page(null, B, A, C))) {
      assertThat(list(request(server).build()).ids(), contains("2503.00002", "2503.00001"));
      assertThat(queries(server).get(2), containsString("from=2025-03-21"));
    }
  }

  @Test
  void tokensThatAreAlwaysRefusedOrNeverEndAreFailures() {
    try (LoopbackServer server =
        LoopbackServer.start(
            r ->
                r.uri().getQuery().contains("resumptionToken")
                    ? Answer.ok(OaiXml.error("badResumptionToken"))
                    : page("t1", A))) {
      assertThat(failure(request(server).build()), containsString("badResumptionToken"));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(page("same", A))) {
      assertThat(failure(request(server).build()), containsString("the same next page twice"));
    }
  }

  @Test
  void aSecondRunAsksNothing(@TempDir Path cache) throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page("t1", A), page(null, B))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      Collected first = list(request);
      Collected second = list(request);
      assertThat(second.papers, is(first.papers));
      assertThat(second.days, is(first.days));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  void aHarvestThatBrokeOffGoesOnWithItsTokenOnTheSameDay(@TempDir Path cache) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("t1", A), Answer.of(403, ""), page(null, B))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      assertThat(failure(request), containsString("403"));
      assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
      assertThat(queries(server).get(2), is("verb=ListRecords&resumptionToken=t1"));
    }
  }

  @Test
  void aHarvestThatBrokeOffGoesOnFromItsLastPageOnALaterDay(@TempDir Path cache) throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("t1", A, B), Answer.of(403, ""), page(null, B, C))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      assertThat(failure(request), containsString("403"));
      pace.advance(Duration.ofDays(1));
      assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
      assertThat(queries(server).get(2), containsString("from=2025-03-26"));
      assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
      assertThat(server.requests(), hasSize(3));
    }
  }

  @Test
  void aHarvestOfARangeThatWasNotOverIsExtended(@TempDir Path cache) throws Exception {
    pace = new FakePace(Instant.parse("2025-03-25T12:00:00Z"));
    try (LoopbackServer server = LoopbackServer.inTurn(page(null, A), page(null, A, B))) {
      ListRequest.Builder request = request(server).setListingCache(Folder.of(cache.toString()));
      assertThat(list(request.build()).ids(), contains("2503.00001"));
      pace.advance(Duration.ofDays(2));
      request.setNow(pace.now());
      assertThat(list(request.build()).ids(), contains("2503.00001", "2503.00002"));
      assertThat(queries(server).get(1), containsString("from=2025-03-24"));
      assertThat(list(request.build()).ids(), contains("2503.00001", "2503.00002"));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  void aNewerRecordReplacesAnOlderOneOfTheSamePaper() throws Exception {
    String before = OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", MONDAY);
    String after =
        OaiXml.raw("2503.00001", "2025-05-30", "cs.LG", MONDAY, TUESDAY)
            .replace("Title of", "Corrected title of");
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("next", before, B), page("", after), page("", before))) {
      Collected found = list(request(server).setCategories(List.of("cs.LG", "cs.AI")).build());
      assertThat(found.ids(), contains("2503.00002", "2503.00001"));
      assertThat(found.papers.get(1).getTitle(), is("Corrected title of 2503.00001"));
      assertThat(found.papers.get(1).getVersion(), is(2));
      assertThat(found.days.get(0).getEntries(), is(2L));
    }
  }

  @Test
  void aRecordWithoutVersionOneIsNamedAndTheOthersAreListed() throws Exception {
    String gone = OaiXml.raw("0912.1302", "2025-03-25", "cs.LG", MONDAY).replace("v1", "v2");
    String near = OaiXml.raw("2503.00007", "2025-03-25", "cs.LG", MONDAY).replace("v1", "v2");
    String untitled = A.replace("2503.00001", "2503.00008").replaceAll("(?s)<title>.*</title>", "");
    try (LoopbackServer server = LoopbackServer.inTurn(page("", A, gone, near, untitled, B))) {
      Collected found = list(request(server).build());
      assertThat(found.ids(), contains("2503.00001", "2503.00002"));
      // A paper of 2009 is on no day of 2025, so that nothing is lost by it.
      assertThat(
          found.bad.stream().collect(Collectors.toMap(BadEntry::id, BadEntry::harmless)),
          is(Map.of("0912.1302", true, "2503.00007", false, "2503.00008", false)));
    }
  }

  @Test
  void aDayBeforeTheFirstDatestampIsAskedForFromThere() throws Exception {
    String early = OaiXml.raw("cs/0305001", "2007-05-23", "cs.LG", "Mon, 5 May 2003 15:00:00 GMT");
    try (LoopbackServer server = LoopbackServer.inTurn(page("", early))) {
      LocalDate day = LocalDate.of(2003, 5, 6);
      Collected found = list(request(server).setFrom(day).setTo(day).build());
      assertThat(found.ids(), contains("cs/0305001"));
      assertThat(queries(server), contains(containsString("from=2005-09-16")));
    }
  }

  @Test
  void fewerRecordsThanAnnouncedAreAFailureAndNotKept(@TempDir Path cache) throws Exception {
    String size = "<resumptionToken cursor=\"0\" completeListSize=\"%d\">%s</resumptionToken>";
    String first =
        OaiXml.page("X", A).replace("<resumptionToken>X</resumptionToken>", size.formatted(3, "t"));
    try (LoopbackServer server =
        LoopbackServer.inTurn(Answer.ok(first), page("", B), Answer.ok(first), page("", B, C))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      assertThat(
          failure(request),
          containsString("announced 3 records of cs:cs:LG from 2025-03-21 and gave 2"));
      assertThat(list(request).ids(), contains("2503.00001", "2503.00002"));
    }
  }

  @Test
  void tokensThatGoInACircleOrOnForEverComeToAnEnd() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("t1", A), page("t2", B), page("t1", C), page("t2", C))) {
      assertThat(
          failure(request(server).build()), containsString("names the same next page twice"));
      assertThat(server.requests(), hasSize(3));
    }
    int[] token = new int[1];
    try (LoopbackServer server = LoopbackServer.start(r -> page("t" + ++token[0], A))) {
      assertThat(failure(request(server).build()), containsString("names ever more pages"));
      assertThat(server.requests(), hasSize(4));
    }
  }

  @Test
  void aBusyPageIsAskedAgainAndThenSaysTheReason() throws Exception {
    Answer busy =
        Answer.ok("<!DOCTYPE html><html><head><title>Sorry, too busy</title></head></html>");
    try (LoopbackServer server =
        LoopbackServer.inTurn(page("t", A), busy, Answer.ok(""), page("", B))) {
      assertThat(list(request(server).build()).ids(), contains("2503.00001", "2503.00002"));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(page("t", A), busy, busy, busy)) {
      assertThat(failure(request(server).build()), containsString("\"Sorry, too busy\""));
    }
  }

  @Test
  void nothingAtAllIsAskedAgainAndNotKept(@TempDir Path cache) throws Exception {
    Answer nothing = Answer.ok(OaiXml.error("noRecordsMatch"));
    try (LoopbackServer server = LoopbackServer.inTurn(nothing, nothing, nothing, page("", A))) {
      ListRequest request = request(server).setListingCache(Folder.of(cache.toString())).build();
      assertThat(list(request).ids(), empty());
      assertThat(server.requests(), hasSize(3));
      assertThat(list(request).ids(), contains("2503.00001"));
    }
  }

  @Test
  void whatIsKeptIsAskedAgainWhenTheUserWantsIt(@TempDir Path cache) throws Exception {
    try (LoopbackServer server = LoopbackServer.inTurn(page("", A), page("", A, B))) {
      ListRequest.Builder request = request(server).setListingCache(Folder.of(cache.toString()));
      assertThat(list(request.build()).ids(), contains("2503.00001"));
      assertThat(list(request.build()).ids(), contains("2503.00001"));
      assertThat(server.requests(), hasSize(1));
      assertThat(
          list(request.setRefresh(true).build()).ids(), contains("2503.00001", "2503.00002"));
      assertThat(
          list(request.setRefresh(false).build()).ids(), contains("2503.00001", "2503.00002"));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  void aCategoryWithTwoNamesIsAskedForAndMeantByBoth() throws Exception {
    String only = OaiXml.raw("2503.00004", "2025-03-25", "eess.SY", MONDAY);
    for (String name : List.of("cs.SY", "eess.SY")) {
      try (LoopbackServer server = LoopbackServer.inTurn(page("", only), page("", only))) {
        Collected found = list(request(server).setCategories(List.of(name)).build());
        assertThat(found.papers.get(0).getAnnounceType(), is(AnnounceType.NEW));
        assertThat(
            queries(server),
            contains(containsString("set=cs:cs:SY"), containsString("set=eess:eess:SY")));
      }
    }
  }
}
