package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.http.ServiceException;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.MemoryStore;

class AuthorLookupTest {
  private final FakePace pace = new FakePace(Instant.parse("2025-03-25T00:00:00Z"));
  private final MemoryStore store = MemoryStore.create();
  private final Folder folder = store.folder("listings");
  private final SortedMap<String, Integer> hIndices = new TreeMap<>();
  private @Nullable AuthorLookup lookup;

  private static SortedSet<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj("2503.%05d"::formatted)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids of a question. */
  private final List<String> damaged = new ArrayList<>();

  private static List<String> asked(LoopbackServer.Request request) {
    return AuthorPapers.ids(request.body()).stream()
        .map(id -> id.substring("ARXIV:".length()))
        .toList();
  }

  private static List<Integer> sizes(LoopbackServer server) {
    return server.requests().stream().map(request -> asked(request).size()).toList();
  }

  /** Each paper has one author, whose h-index tells the paper from its neighbours. */
  private static Answer answer(List<String> ids) {
    return Answer.ok(
        ids.stream()
            .map(id -> AuthorPapers.authors("1:" + hIndex(id)))
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** Within what h-indices can be, and the same for no two papers of one question. */
  private static int hIndex(String id) {
    return Integer.parseInt(id.substring(5)) % (AuthorsJson.HIGHEST_H_INDEX + 1);
  }

  private static LoopbackServer server(Function<List<String>, Answer> answers) {
    return LoopbackServer.start(request -> answers.apply(asked(request)));
  }

  /** Looks papers up; what was found is in {@link #hIndices}, null for an unknown paper. */
  private void find(LoopbackServer server, @Nullable Folder cache, SortedSet<String> ids)
      throws Exception {
    hIndices.clear();
    AuthorsConfig config = AuthorsConfig.service(server.url());
    try (AuthorSource source = new SemanticScholarClient(config, null, pace)) {
      lookup =
          new AuthorLookup(
              source,
              AuthorCache.of(cache, server.url(), damaged::add),
              pace::now,
              (id, authors) -> hIndices.put(id, authors == null ? null : authors.get(0).hIndex()));
      lookup.find(ids);
    }
  }

  private void assertAllFoundBut(SortedSet<String> ids, String... unknown) {
    SortedMap<String, Integer> expected = new TreeMap<>();
    ids.forEach(id -> expected.put(id, hIndex(id)));
    for (String id : unknown) {
      expected.put(id, null);
    }
    assertThat(hIndices, is(expected));
    assertThat(lookup.failed(), is((long) unknown.length));
  }

  @Test
  void questionsThatAreTooLargeAreHalvedAndSlowlyGrowAgain() throws Exception {
    for (Answer failure :
        List.of(
            Answer.of(500, ""),
            Answer.of(504, ""),
            Answer.of(400, "{\"error\":\"too many\"}"),
            Answer.hangUp(),
            Answer.ok("[null]"),
            Answer.ok("[{\"pap"))) {
      try (LoopbackServer server = server(ids -> ids.size() > 130 ? failure : answer(ids))) {
        find(server, null, ids(1, 1000));
        assertAllFoundBut(ids(1, 1000));
        List<Integer> sizes = sizes(server).stream().distinct().toList();
        assertThat(failure + ": " + sizes, sizes, contains(500, 250, 125));
        assertThat(server.requests().size(), is(lessThan(20)));
      }
    }
  }

  @Test
  void aPaperThatTheServiceCannotAnswerForIsUnknownAndTheOthersAreNot() throws Exception {
    String bad = "2503.00123";
    try (LoopbackServer server =
        server(ids -> ids.contains(bad) ? Answer.of(500, "") : answer(ids))) {
      find(server, folder, ids(1, 700));
      assertAllFoundBut(ids(1, 700), bad);
      assertThat(lookup.lastFailure(), containsString("HTTP 500"));
    }
  }

  @Test
  void aServiceThatIsDownIsWaitedForAndThenAFailure() throws Exception {
    try (LoopbackServer server = server(ids -> Answer.of(500, ""))) {
      ServiceException down =
          assertThrows(ServiceException.class, () -> find(server, folder, ids(1, 600)));
      assertThat(down.getMessage(), containsString("Semantic Scholar fails: HTTP 500"));
      assertThat(
          sizes(server).stream().distinct().toList(),
          contains(500, 250, 125, 63, 32, 16, 8, 4, 2, 1));
    }
  }

  @Test
  void anOutageThatPassesCostsNothing() throws Exception {
    int[] requests = {0};
    try (LoopbackServer server =
        server(ids -> ++requests[0] <= 24 ? Answer.of(500, "") : answer(ids))) {
      find(server, folder, ids(1, 600));
      assertAllFoundBut(ids(1, 600));
    }
  }

  @Test
  void anOutageInTheMiddleThatLastsIsAFailure() throws Exception {
    try (LoopbackServer server =
        server(ids -> ids.contains("2503.00001") ? answer(ids) : Answer.of(500, ""))) {
      assertThrows(ServiceException.class, () -> find(server, folder, ids(1, 1500)));
    }
  }

  @Test
  void aRefusalForNowIsWaitedOutAsLongAsItSays() throws Exception {
    int[] requests = {0};
    try (LoopbackServer server =
        server(
            ids ->
                ++requests[0] <= 3 ? Answer.of(429, "").with("Retry-After", "17") : answer(ids))) {
      find(server, folder, ids(1, 500));
      assertAllFoundBut(ids(1, 500));
      assertThat("not halved", sizes(server), contains(500, 500, 500, 500));
      assertThat(pace.sleeps(), hasItem(Duration.ofSeconds(17)));
    }
  }

  @Test
  void whatIsKeptIsAskedAgainAfterThirtyDaysAndWhatIsUnknownAtOnce() throws Exception {
    String unknown = "2503.00002";
    try (LoopbackServer server =
        server(
            ids ->
                Answer.ok(
                    ids.stream()
                        .map(id -> id.equals(unknown) ? "null" : AuthorPapers.authors("1:7"))
                        .collect(Collectors.joining(",", "[", "]"))))) {
      find(server, folder, ids(1, 3));
      assertThat(hIndices.get(unknown), is(nullValue()));
      pace.advance(Duration.ofDays(29));
      find(server, folder, ids(1, 3));
      assertThat(asked(server.requests().get(1)), contains(unknown));
      assertThat(hIndices.get("2503.00003"), is(7));
      pace.advance(Duration.ofDays(2));
      find(server, folder, ids(1, 3));
      assertThat(asked(server.requests().get(2)).size(), is(3));
      assertThat("old answers are forgotten", folder.list("**").size(), is(1));
    }
  }

  @Test
  void aLookUpThatWasKilledIsContinuedWhereItStopped() throws Exception {
    int[] requests = {0};
    List<String> answered = new ArrayList<>();
    try (LoopbackServer server =
        server(
            ids -> {
              if (++requests[0] == 3) {
                return Answer.of(403, "");
              }
              answered.addAll(ids);
              return answer(ids);
            })) {
      assertThrows(ServiceException.class, () -> find(server, folder, ids(1, 2200)));
      find(server, folder, ids(1, 1500));
      assertAllFoundBut(ids(1, 1500));
      assertThat("each once", answered.stream().distinct().count(), is((long) answered.size()));
    }
  }

  @Test
  void onlyFilesThatCanHoldAPaperAreRead() throws Exception {
    try (LoopbackServer server = server(AuthorLookupTest::answer)) {
      find(server, folder, ids(1, 5000));
      int before = store.requests();
      find(server, folder, ids(700, 710));
      assertAllFoundBut(ids(700, 710));
      assertThat("a listing and one file of ten", store.requests() - before, is(2));
      assertThat(server.requests().size(), is(10));
    }
  }

  @Test
  void oldIdsAndSpoiltFilesAreNoTrouble() throws Exception {
    AuthorCache cache = AuthorCache.of(folder, "https://api.semanticscholar.org", damaged::add);
    Map<String, List<Author>> answers = Map.of("hep-th/9901001", List.of(new Author("1", 3)));
    cache.add(answers, pace.now());
    SortedSet<String> ids = new TreeSet<>(List.of("hep-th/9901001"));
    assertThat(cache.find(ids, pace.now()), is(answers));
    for (String name : folder.list("**")) {
      folder.write(name, "{\"id\": \"hep-th");
    }
    assertThat(cache.find(ids, pace.now()).keySet(), is(empty()));
    assertThat(damaged, hasSize(1));
    assertThat(damaged.get(0), startsWith(folder + "/authors-api.semanticscholar.org/"));
    assertThat("it is told once", folder.list("**"), is(empty()));
  }
}
