package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class RssKeptTest extends RssListings {
  @Test
  void aKeptFeedAnswersForItsDayWhenThatDayIsNamed(@TempDir Path cache) throws Exception {
    LocalDate next = DAY.plusDays(1);
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            Answer.ok(Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY))),
            Answer.ok(Feeds.feed(next, Feeds.item("2503.00009", "new", next))))) {
      ListRequest.Builder request = request(server).setListingCache(Folder.of(cache.toString()));
      assertThat(list(request.build()).ids(), contains("2503.00001"));
      assertThat(list(request.setFrom(DAY).setTo(DAY).build()).ids(), contains("2503.00001"));
      assertThat(server.requests(), hasSize(1));
      assertThat(list(request.setFrom(null).setTo(null).build()).ids(), contains("2503.00009"));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  void yesterdaysBatchUnderTodaysDateIsNotTakenAndNotKept(@TempDir Path cache) throws Exception {
    LocalDate next = DAY.plusDays(1);
    String first =
        Feeds.feed(
            DAY, Feeds.item("2503.00001", "new", DAY), Feeds.item("2503.00002", "cross", DAY));
    String again =
        Feeds.feed(
            next, Feeds.item("2503.00001", "new", next), Feeds.item("2503.00002", "cross", next));
    String right =
        Feeds.feed(
            next, Feeds.item("2503.00002", "cross", next), Feeds.item("2503.00011", "new", next));
    try (LoopbackServer server =
        LoopbackServer.inTurn(Answer.ok(first), Answer.ok(again), Answer.ok(right))) {
      ListRequest.Builder request =
          request(server)
              .setListingCache(Folder.of(cache.toString()))
              .setNow(Instant.parse("2025-03-26T12:00:00Z"));
      list(request.build());
      ListRequest tomorrow = request.setFrom(next).setTo(next).build();
      assertThat(
          failure(tomorrow),
          allOf(
              containsString("calls itself the listing of 2025-03-26"),
              containsString("holds the papers of 2025-03-25 again"),
              endsWith(" NOT_OUT_YET NONE")));
      assertThat(list(tomorrow).ids(), contains("2503.00002", "2503.00011"));
      assertThat(list(tomorrow).ids(), contains("2503.00002", "2503.00011"));
      assertThat(server.requests(), hasSize(3));
    }
  }

  @Test
  void aBatchThatWasKeptUnderTheWrongDateIsAskedForAnew(@TempDir Path cache) throws Exception {
    LocalDate next = DAY.plusDays(1);
    String wrong = Feeds.feed(next, Feeds.item("2503.00001", "new", next));
    String right = Feeds.feed(next, Feeds.item("2503.00011", "new", next));
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(wrong), Answer.ok(right))) {
      ListRequest.Builder request =
          request(server)
              .setListingCache(Folder.of(cache.toString()))
              .setNow(Instant.parse("2025-03-26T12:00:00Z"));
      list(request.build());
      Folder kept = Folder.of(cache.toString());
      String path = kept.list("**/2025-03-26.xml").get(0);
      kept.write(
          path.replace("03-26", "03-25"), Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY)));
      assertThat(list(request.setFrom(next).setTo(next).build()).ids(), contains("2503.00011"));
    }
  }
}
