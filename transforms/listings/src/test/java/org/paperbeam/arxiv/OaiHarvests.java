package org.paperbeam.arxiv;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

/** What the tests of OAI-PMH share: a range of one day, three papers, and a harvest of them. */
abstract class OaiHarvests {
  static final LocalDate DAY = LocalDate.of(2025, 3, 25);
  static final String MONDAY = "Mon, 24 Mar 2025 17:00:00 GMT";
  static final String TUESDAY = "Tue, 25 Mar 2025 17:00:00 GMT";
  static final String A = OaiXml.raw("2503.00001", "2025-03-25", "cs.LG cs.AI", MONDAY);
  static final String B = OaiXml.raw("2503.00002", "2025-03-26", "cs.CV cs.LG", MONDAY, TUESDAY);
  static final String C = OaiXml.raw("2503.00003", "2025-03-26", "cs.LG", TUESDAY);

  FakePace pace = new FakePace(Instant.parse("2025-06-01T12:00:00Z"));

  ListRequest.Builder request(LoopbackServer server) {
    return ListRequest.builder()
        .setSource(ArxivSource.OAI)
        .setCategories(List.of("cs.LG"))
        .setFrom(DAY)
        .setTo(DAY)
        .setOaiUrl(server.url() + "/oai")
        .setNow(pace.now());
  }

  Collected list(ListRequest request) throws IOException, InterruptedException {
    Collected found = new Collected();
    try (ArxivClient client = new ArxivClient(request, pace, TrafficListener.none())) {
      new OaiLister(request, client, AnnouncementCalendar.arxiv()).list(found);
    }
    return found;
  }

  String failure(ListRequest request) {
    return assertThrows(IOException.class, () -> list(request)).getMessage();
  }

  static List<String> queries(LoopbackServer server) {
    return server.requests().stream().map(r -> r.uri().getRawQuery()).toList();
  }

  static Answer page(String token, String... records) {
    return Answer.ok(OaiXml.page(token, records));
  }
}
