package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OaiTokensTest extends OaiHarvests {
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
}
