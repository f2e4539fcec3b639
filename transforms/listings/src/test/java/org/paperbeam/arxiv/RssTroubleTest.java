package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class RssTroubleTest extends RssListings {
  @Test
  void anUnknownCategoryIsAFailureThatNamesIt() {
    String error =
        "<rss><channel><title>Feed error for query: cs.QQ</title><description>Bad subject class"
            + " 'QQ'.</description></channel></rss>";
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(400, error))) {
      assertThat(
          failure(request(server).setCategories(List.of("cs.GL")).build()),
          allOf(
              containsString("cs.QQ"),
              containsString("Bad subject class"),
              containsString("check the categories")));
    }
  }

  @Test
  void aPageThatIsNoFeedIsAFailureAndNeverNoPapers() {
    try (LoopbackServer server =
        serving("<!DOCTYPE html><html><title>Maintenance</title></html>")) {
      assertThat(
          failure(request(server).build()),
          allOf(containsString("HTML page titled \"Maintenance\""), containsString(server.url())));
    }
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(404, Feeds.feed(DAY)))) {
      assertThat(failure(request(server).build()), containsString("HTTP 404"));
    }
  }

  @Test
  void aRefusalComesWithAdvice() {
    for (int status : new int[] {403, 406}) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(status, "no"))) {
        assertThat(
            failure(request(server).build()),
            allOf(containsString("HTTP " + status), endsWith(" REFUSED LIST_FROM_SNAPSHOT")));
        assertThat(server.requests(), hasSize(1));
      }
    }
  }

  @Test
  void aServiceThatPutsUsOffIsAskedAgainWhenItSays() throws Exception {
    Answer feed = Answer.ok(Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY)));
    Answer later = new Answer(503, Map.of("Retry-After", "40"), "");
    try (LoopbackServer server =
        LoopbackServer.inTurn(later, Answer.ok("Rate exceeded.\n"), feed)) {
      Collected found = list(request(server).build());
      assertThat(found.ids(), contains("2503.00001"));
      assertThat(server.requests(), hasSize(3));
      assertThat(pace.sleeps().get(0), is(Duration.ofSeconds(40)));
    }
  }

  @Test
  void oneOddItemCostsOneItem() throws Exception {
    String untitled = Feeds.item("2503.00002", "new", DAY).replaceAll("<title>.*</title>", "");
    try (LoopbackServer server =
        serving(
            Feeds.feed(
                DAY,
                Feeds.item("2503.00001", "new", DAY),
                untitled,
                Feeds.item("2503.00003", "no_match", DAY),
                Feeds.item("2503.00004", "new", DAY).replace("Title of", "AT&T of <5 &nbsp;")))) {
      Collected found = list(request(server).build());
      assertThat(found.ids(), contains("2503.00001", "2503.00004"));
      assertThat(found.papers.get(1).getTitle(), is("AT&T of <5 &nbsp; 2503.00004"));
      assertThat(
          found.bad.stream().map(BadEntry::reason).toList(),
          contains(
              "item 2 (2503.00002) has no title",
              "item 3 (2503.00003) has the unknown announce type \"no_match\""));
    }
  }

  @Test
  void blankAndBusyAnswersAndAnEmptyFeedAreAskedAgain() throws Exception {
    String good = Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY));
    for (String odd :
        List.of(
            "",
            "Please wait.",
            "<html><title>Busy</title></html>",
            "<rss><chan",
            Feeds.feed(DAY))) {
      try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(odd), Answer.ok(good))) {
        assertThat(odd, list(request(server).build()).ids(), contains("2503.00001"));
      }
    }
  }
}
