package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OaiListerTest extends OaiHarvests {
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
                      "2025-07-01: arXiv has not announced this day yet; its newest listing is that"
                          + " of 2025-05-30"))));
      assertThat(server.requests(), empty());
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
