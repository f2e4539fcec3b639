package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
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

class RssListerTest extends RssListings {
  @Test
  void theCombinedFeedIsTheDaysListing() throws Exception {
    String feed =
        Feeds.feed(
            DAY,
            Feeds.item("2503.00001", "new", DAY),
            Feeds.item("2503.00002", "cross", DAY),
            Feeds.item("2402.00003", "replace", DAY));
    try (LoopbackServer server = serving(feed)) {
      Collected found = list(request(server).setContact("mailto:me@example.org").build());
      assertThat(found.ids(), contains("2503.00001", "2503.00002"));
      assertThat(
          found.papers.get(1),
          is(
              ListedPaper.builder()
                  .setArxivId("2503.00002")
                  .setVersion(1)
                  .setDate("2025-03-25")
                  .setDateBasis(DateBasis.EXACT)
                  .setAnnounceType(AnnounceType.CROSS)
                  .setTitle("Title of 2503.00002")
                  .setAuthors(List.of("A. B", "C. D"))
                  .setAbstractText("Text.")
                  .setCategories(List.of("cs.LG"))
                  .build()));
      assertThat(found.days, contains(DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 3, List.of())));
      assertThat(server.requests(), hasSize(1));
      assertThat(server.requests().get(0).uri().toString(), is("/rss/cs.LG+cs.AI"));
      assertThat(
          server.requests().get(0).header("User-Agent"),
          is(ArxivClient.userAgent("mailto:me@example.org")));
    }
  }

  @Test
  void theUserAgentNamesTheProgramItsVersionAndTheContact() {
    assertThat(ArxivClient.userAgent(null).matches("Paperbeam/\\d+\\.\\d+\\.\\d+\\S*"), is(true));
    assertThat(
        ArxivClient.userAgent("me@example.org"),
        is(ArxivClient.userAgent(null) + " (+me@example.org)"));
  }

  @Test
  void theAnnounceTypesDecideWhatBecomesAPaper() throws Exception {
    String feed =
        Feeds.feed(
            DAY, Feeds.item("2503.00001", "new", DAY), Feeds.item("2402.00003", "replace", DAY));
    try (LoopbackServer server = serving(feed)) {
      Collected found =
          list(request(server).setAnnounceTypes(EnumSet.of(AnnounceType.REPLACE)).build());
      assertThat(found.ids(), contains("2402.00003"));
      assertThat(found.days.get(0).getEntries(), is(2L));
    }
  }

  @Test
  void aFeedThatWasCutIsAskedForPerCategory() throws Exception {
    String own =
        Feeds.feed(
            DAY, Feeds.item("2503.00001", "new", DAY), Feeds.item("2503.00002", "cross", DAY));
    try (LoopbackServer server =
        LoopbackServer.start(
            r -> Answer.ok(r.uri().getPath().contains("+") ? Feeds.full(DAY, 2000) : own))) {
      Collected found = list(request(server).setSpacing(Duration.ofSeconds(3)).build());
      assertThat(found.ids(), contains("2503.00001", "2503.00002", "2503.00001", "2503.00002"));
      assertThat(found.days, contains(DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 4, List.of())));
      assertThat(
          server.requests().stream().map(r -> r.uri().getPath()).toList(),
          contains("/rss/cs.LG+cs.AI", "/rss/cs.LG", "/rss/cs.AI"));
      assertThat(pace.sleeps(), contains(Duration.ofSeconds(3), Duration.ofSeconds(3)));
    }
  }

  @Test
  void aFeedOfOneCategoryThatWasCutIsAFailure() {
    try (LoopbackServer server = serving(Feeds.full(DAY, 2000))) {
      assertThat(
          failure(request(server).setCategories(List.of("cs.LG")).build()),
          allOf(
              containsString("cs.LG holds 2000 items"),
              endsWith(" INCOMPLETE LIST_FROM_OAI_LATER")));
      assertThat(failure(request(server).build()), containsString("cs.LG holds 2000 items"));
    }
  }

  @Test
  void aFeedOfAlmostTheLimitIsWhole() throws Exception {
    try (LoopbackServer server = serving(Feeds.full(DAY, 1999))) {
      assertThat(list(request(server).build()).papers, hasSize(1999));
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  void anotherDaysFeedIsAFailureThatNamesBothDays() {
    LocalDate asked = LocalDate.of(2025, 3, 20);
    try (LoopbackServer server = serving(Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY)))) {
      assertThat(
          failure(request(server).setFrom(asked).setTo(asked).build()),
          allOf(
              containsString("2025-03-25"),
              containsString("2025-03-20"),
              endsWith(" MISSING LIST_FROM_ARCHIVE")));
    }
  }

  @Test
  void anEarlierDaysFeedOfADayThatIsDueIsNotOutYet() {
    LocalDate earlier = DAY.minusDays(1);
    try (LoopbackServer server =
        serving(Feeds.feed(earlier, Feeds.item("2503.00001", "new", earlier)))) {
      assertThat(
          failure(request(server).setFrom(DAY).setTo(DAY).build()),
          allOf(
              containsString("holds the listing of " + earlier + ", not of " + DAY),
              endsWith(" NOT_OUT_YET LIST_FROM_ARCHIVE")));
    }
  }

  @Test
  void aDayThatIsNotAnnouncedYetHasNoPapers() throws Exception {
    LocalDate asked = LocalDate.of(2025, 3, 26);
    try (LoopbackServer server = serving(Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY)))) {
      Collected found = list(request(server).setFrom(asked).setTo(asked).build());
      assertThat(found.papers, empty());
      assertThat(
          found.days,
          contains(
              DayFacts.of(
                  "2025-03-26",
                  DayKind.NOT_ANNOUNCED_YET,
                  0,
                  List.of(
                      "2025-03-26: arXiv has not announced this day yet; its newest listing is that"
                          + " of 2025-03-25"))));
    }
  }

  @Test
  void aWeekendNeedsNoRequest() throws Exception {
    LocalDate asked = LocalDate.of(2025, 3, 22);
    try (LoopbackServer server = serving("")) {
      Collected found = list(request(server).setFrom(asked).setTo(asked).build());
      assertThat(found.days, contains(DayFacts.of("2025-03-22", DayKind.WEEKEND, 0, List.of())));
      assertThat(server.requests(), empty());
    }
  }

  @Test
  void anEmptyFeedIsExplainedByTheCalendar() throws Exception {
    LocalDate saturday = LocalDate.of(2025, 3, 22);
    try (LoopbackServer server = serving(Feeds.feed(saturday))) {
      assertThat(
          list(request(server).build()).days,
          contains(DayFacts.of("2025-03-22", DayKind.WEEKEND, 0, List.of())));
    }
    try (LoopbackServer server = serving(Feeds.feed(DAY))) {
      assertThat(
          list(request(server).build()).days,
          contains(
              DayFacts.of(
                  "2025-03-25",
                  DayKind.ANNOUNCED,
                  0,
                  List.of(
                      "2025-03-25: the source lists no paper, though arXiv announces on that"
                          + " day"))));
    }
  }

  @Test
  void yesterdaysBatchUnderTodaysBuildDateIsWarnedOf() throws Exception {
    LocalDate before = DAY.minusDays(1);
    String stale = Feeds.feed(DAY, before, List.of(Feeds.item("2503.00001", "new", before)));
    try (LoopbackServer server = serving(stale)) {
      Collected found = list(request(server).build());
      assertThat(found.papers.get(0).getDate(), is("2025-03-24"));
      assertThat(
          found.days.get(0).getWarnings(),
          contains(
              "2025-03-24: the feed was built on 2025-03-25, a day with a listing of its own, and"
                  + " still holds that of 2025-03-24"));
    }
    String mislabelled = Feeds.feed(DAY, Feeds.item("2503.00001", "new", before));
    try (LoopbackServer server = serving(mislabelled)) {
      DayFacts day = list(request(server).build()).days.get(0);
      assertThat(day.getDate(), is("2025-03-24"));
      assertThat(day.getWarnings(), hasSize(2));
    }
  }

  @Test
  void aCategoryWithTwoNamesIsAskedForByBoth() throws Exception {
    try (LoopbackServer server = serving(Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY)))) {
      list(request(server).setCategories(List.of("CS.na", "cs.lg")).build());
      assertThat(server.requests().get(0).uri().getPath(), is("/rss/cs.NA+math.NA+cs.LG"));
    }
  }
}
