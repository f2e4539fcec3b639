package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureException;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class OaiTroubleTest extends OaiHarvests {
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
                      "2025-03-25: the source lists no paper, though arXiv announces on that"
                          + " day"))));
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
}
