package org.paperbeam.arxiv;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureException;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

/** What the tests of feeds share: a day, and a listing of what a feed holds. */
abstract class RssListings {
  static final LocalDate DAY = LocalDate.of(2025, 3, 25);
  static final Instant NOW = Instant.parse("2025-03-25T12:00:00Z");

  final FakePace pace = new FakePace(NOW);

  static ListRequest.Builder request(LoopbackServer server) {
    return ListRequest.builder()
        .setCategories(List.of("cs.LG", "cs.AI"))
        .setRssUrl(server.url() + "/rss")
        .setNow(NOW);
  }

  Collected list(ListRequest request) throws IOException, InterruptedException {
    Collected found = new Collected();
    try (ArxivClient client = new ArxivClient(request, pace, TrafficListener.none())) {
      new RssLister(request, client, AnnouncementCalendar.arxiv()).list(found);
    }
    return found;
  }

  String failure(ListRequest request) {
    FailureException e = assertThrows(FailureException.class, () -> list(request));
    return e.getMessage() + " " + e.kind() + " " + e.remedy();
  }

  static LoopbackServer serving(String feed) {
    return LoopbackServer.inTurn(Answer.ok(feed));
  }
}
