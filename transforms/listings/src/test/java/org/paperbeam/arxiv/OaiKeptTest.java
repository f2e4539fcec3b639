package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OaiKeptTest extends OaiHarvests {
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
}
