package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;
import org.paperbeam.testing.Shows;

/** Every option of the listing changes what arXiv is asked, what is listed or what is refused. */
@Timeout(180)
public abstract class ListingOptionsContract extends Contract {
  private static final List<String> WITHOUT_LLM =
      List.of("--scorer=offline", "--minHIndex=0", "--authorMatch=false");

  protected ListingOptionsContract(List<String> runner) {
    super(runner);
  }

  private CommandResult list(List<String> addresses, String... options) {
    List<String> all = new ArrayList<>(WITHOUT_LLM);
    all.addAll(addresses);
    all.addAll(List.of(options));
    return call("run", all);
  }

  /** What the services of arXiv are asked first by a run that ends because they refuse. */
  private Request firstAsked(String... options) {
    try (LoopbackServer arxiv = LoopbackServer.start(request -> Answer.of(404, "not here"))) {
      CommandResult result =
          list(
              List.of(
                  "--arxivRssUrl=" + arxiv.url() + "/feeds",
                  "--arxivApiUrl=" + arxiv.url() + "/search",
                  "--arxivOaiUrl=" + arxiv.url() + "/harvest"),
              options);
      assertThat(result.text(), result.code(), is(1));
      return arxiv.requests().get(0);
    }
  }

  @Test
  @Shows({"source", "date", "contact", "arxivApiUrl", "arxivOaiUrl", "arxivRssUrl"})
  void theServiceIsTheOneThatIsNamedAndIsAskedForThatDay() {
    Request feed = firstAsked("--date=2025-03-25");
    assertThat(feed.uri().getPath(), is("/feeds/cs.LG+cs.AI"));
    assertThat(feed.header("User-Agent"), not(containsString("+")));
    Request search =
        firstAsked("--date=2025-03-20", "--source=api", "--contact=reader@example.org");
    assertThat(search.uri().getPath(), is("/search"));
    assertThat(search.header("User-Agent"), endsWith(" (+reader@example.org)"));
    Request other = firstAsked("--date=2025-03-19", "--source=api");
    assertThat(other.uri().getQuery(), not(search.uri().getQuery()));
    Request harvest = firstAsked("--date=2025-03-20", "--source=oai");
    assertThat(harvest.uri().getPath(), is("/harvest"));
  }

  @Test
  @Shows({"categories", "announceTypes", "listingCache"})
  void theFeedIsThatOfTheCategoriesAndItsEntriesAreOfTheKinds() throws IOException {
    TestPaper replaced = TestPaper.of("2503.10002").in("stat.ML").asReplacement();
    try (TestServices services =
        TestServices.of(
            TestPaper.of("2503.10001").in("stat.ML"), replaced, TestPaper.of("2503.10003"))) {
      assertEnds(
          list(
              services.options(),
              "--categories=stat.ML",
              "--announceTypes=replace",
              "--listingCache=" + storage().path("raw")),
          0);
      assertThat(services.requests("/rss"), is(List.of("/rss/stat.ML")));
      assertThat(output().outcomes(DAY).keySet(), is(Set.of(replaced.id())));
      assertThat(storage().files("raw"), not(empty()));
      assertThat(output().files("listings"), is(empty()));
    }
  }

  @Test
  @Shows({"from", "to", "snapshotFiles", "maxBadRecords"})
  void aSnapshotGivesTheDaysThatAreAskedForUnlessTooManyOfItsLinesAreBad() throws IOException {
    List<TestPaper> papers =
        Stream.of("2503.10001", "2503.10002", "2503.10003", "2503.10004")
            .map(TestPaper::of)
            .toList();
    List<String> lines = new ArrayList<>(TestSnapshot.lines(papers, LocalDate.parse("2025-03-17")));
    lines.add("{\"id\": broken");
    storage().write("snapshot.jsonl", TestSnapshot.file("snapshot.jsonl", lines));
    List<String> range =
        List.of(
            "--source=snapshot",
            "--snapshotFiles=" + storage().path("snapshot*"),
            "--from=2025-03-19",
            "--to=2025-03-20");
    CommandResult strict = list(range);
    assertEnds(strict, 1);
    assertThat(output().files("scores"), is(empty()));

    assertEnds(list(range, "--maxBadRecords=1"), 0);
    List<String> dates = new ArrayList<>();
    output().report().path("days").forEach(day -> dates.add(day.path("date").asText()));
    assertThat(dates, is(List.of("2025-03-19", "2025-03-20")));
    assertThat(output().outcomes("2025-03-19").keySet(), is(Set.of("2503.10002")));
    assertThat(output().outcomes("2025-03-20").keySet(), is(Set.of("2503.10003")));
  }

  @Test
  @Shows("refresh")
  void whatIsKeptIsAskedForAgainOnlyWhenTheUserWantsIt() throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      List<String> addresses = services.options();
      assertEnds(list(addresses, "--date=" + DAY), 0);
      CommandResult again = list(addresses, "--date=" + DAY);
      assertEnds(again, 0);
      assertThat(again.text(), containsString("listing: 1 of arXiv's answers from the cache"));
      assertThat(services.requests("/rss"), hasSize(1));
      assertEnds(list(addresses, "--date=" + DAY, "--refresh"), 0);
      assertThat(services.requests("/rss"), hasSize(2));
    }
  }

  @Test
  @Shows("arxivSecondsBetweenRequests")
  void requestsAreSoFarApart() throws IOException {
    try (TestServices services =
        TestServices.of(TestPaper.of("2503.10001")).withCutCombinedFeed()) {
      List<String> addresses = new ArrayList<>(services.options());
      addresses.removeIf(option -> option.startsWith("--arxivSeconds"));
      assertEnds(list(addresses, "--arxivSecondsBetweenRequests=0.7"), 0);
      List<Long> times = services.feedTimes();
      // A cut feed is asked for three times, then each of its categories alone.
      assertThat(times, hasSize(5));
      List<Long> apart =
          IntStream.range(1, times.size())
              .mapToObj(i -> (times.get(i) - times.get(i - 1)) / 1_000_000)
              .toList();
      assertThat(apart, everyItem(greaterThanOrEqualTo(650L)));
    }
  }

  /** Stops the thread that prints a text, as a user would who has read it. */
  private static final class StoppedBy extends ByteArrayOutputStream {
    private final String text;

    StoppedBy(String text) {
      this.text = text;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      if (toString(StandardCharsets.UTF_8).contains(text)) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @Shows("waitMinutes")
  void aDayThatIsNotOutYetIsWaitedForSoLong() {
    // The feed is of a day long ago; without a date the newest is asked for.
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      List<String> options = new ArrayList<>(WITHOUT_LLM);
      options.addAll(services.options());
      options.add("--waitMinutes=7");
      CommandResult result =
          call("run", options, new StoppedBy("asking again in 7 minutes" + System.lineSeparator()));
      assertThat("stopped while it waited", Thread.interrupted(), is(true));
      assertThat(result.text(), result.code(), is(1));
      assertThat(result.err(), startsWith("the announcement of "));
    }
  }
}
