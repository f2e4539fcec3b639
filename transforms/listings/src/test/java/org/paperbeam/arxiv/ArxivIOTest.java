package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

@ExtendWith(TestPipelineExtension.class)
class ArxivIOTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);

  private static ArxivIO.Read read() {
    return ArxivIO.read()
        .withCategories(List.of("cs.LG"))
        .withSpacing(Duration.ZERO)
        .withNow(Instant.parse("2025-03-25T12:00:00Z"));
  }

  @Test
  void aDayIsListedWithItsNumbersAndCounters(TestPipeline pipeline) {
    String feed =
        Feeds.feed(
            DAY,
            Feeds.item("2503.00001", "new", DAY),
            Feeds.item("2503.00002", "cross", DAY),
            Feeds.item("2402.00003", "replace", DAY));
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(feed))) {
      ListResult listed = pipeline.apply(read().withRssUrl(server.url()));
      PAssert.that(
              listed
                  .getPapers()
                  .apply(MapElements.into(TypeDescriptors.strings()).via(ListedPaper::getArxivId)))
          .containsInAnyOrder("2503.00001", "2503.00002");
      PAssert.that(listed.getDays())
          .containsInAnyOrder(DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 3, List.of()));
      PAssert.that(listed.getFailures()).empty();
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      assertThat(counter(result, "arxiv_requests"), is(1L));
      assertThat(counter(result, "arxiv_papers_listed"), is(2L));
      assertThat(
          Lineage.query(result.metrics(), Lineage.Type.SOURCE),
          is(Set.of("http:`" + server.url().replace("http://", "") + "`")));
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  void aRefusalIsAFailureWithOneLine(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(403, "Forbidden"))) {
      ListResult listed = pipeline.apply(read().withRssUrl(server.url()));
      PAssert.that(listed.getPapers()).empty();
      PAssert.that(listed.getDays()).empty();
      PAssert.thatSingleton(listed.getFailures())
          .satisfies(
              failure -> {
                assertThat(failure.getStage(), is(FailureStage.LISTING));
                assertThat(failure.getKind(), is(FailureKind.REFUSED));
                assertThat(failure.getRemedy(), is(Remedy.LIST_FROM_SNAPSHOT));
                assertThat(failure.getMessage(), containsString("public snapshot"));
                assertThat(failure.getMessage().lines().toList(), hasSize(1));
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void bundledFeedsAreListedDayByDay(TestPipeline pipeline) {
    ListResult listed =
        pipeline.apply(
            read()
                .from(ArxivSource.BUNDLED)
                .withBundledFeeds(
                    List.of(
                        "org/paperbeam/arxiv/2025-03-25.xml",
                        "org/paperbeam/arxiv/2025-03-24.xml")));
    PAssert.that(
            listed
                .getPapers()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(p -> p.getDate() + " " + p.getArxivId())))
        .containsInAnyOrder("2025-03-24 2503.00001", "2025-03-25 2503.00002");
    PAssert.that(listed.getDays())
        .containsInAnyOrder(
            DayFacts.of("2025-03-24", DayKind.ANNOUNCED, 1, List.of()),
            DayFacts.of("2025-03-25", DayKind.ANNOUNCED, 2, List.of()));
    PAssert.that(listed.getFailures()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theRequestAndItsTransformSerialise() {
    ListRequest request = read().getRequest();
    assertThat(SerializableUtils.clone(request), is(request));
    SerializableUtils.ensureSerializable(new ListFn(request));
  }

  @Test
  void whatIsMissingIsSaidOnTheLauncher() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    assertThat(
        assertThrows(IllegalStateException.class, () -> pipeline.apply(ArxivIO.read()))
            .getMessage(),
        is("ArxivIO.read() wants withCategories"));
    assertThat(
        assertThrows(
                IllegalArgumentException.class, () -> pipeline.apply(read().from(ArxivSource.OAI)))
            .getMessage(),
        is("from and to must be given for the source oai"));
  }

  @Test
  void aBadValueIsRefusedWhereItIsSet() {
    assertThat(refusal(() -> read().withCategories(List.of())), containsString("categories"));
    assertThat(
        refusal(() -> read().withCategories(List.of("../x"))),
        is("categories must be arXiv's, e.g. cs.LG or hep-th, not '../x'"));
    assertThat(
        refusal(() -> read().withDates(DAY, DAY.minusDays(1))),
        is("dates must be from not after to, not 2025-03-25 to 2025-03-24"));
    assertThat(
        refusal(() -> read().withSpacing(Duration.ofHours(2))),
        is("spacing must be 0 s to 1 h, not PT2H"));
    assertThat(
        refusal(() -> read().withOaiUrl("ftp://x")),
        is("oaiUrl must be an http or https address, not 'ftp://x'"));
    assertThat(refusal(() -> read().withContact("a b")), containsString("contact"));
  }

  @Test
  void everySettingReachesTheRequestAndACopyKeepsTheOthers() {
    List<UnaryOperator<ArxivIO.Read>> settings =
        List.of(
            r -> r.from(ArxivSource.OAI),
            r -> r.withCategories(List.of("cs.AI")),
            r -> r.withDates(DAY, DAY.plusDays(1)),
            r -> r.withAnnounceTypes(EnumSet.of(AnnounceType.REPLACE)),
            r -> r.withRssUrl("http://localhost/rss"),
            r -> r.withApiUrl("http://localhost/api"),
            r -> r.withOaiUrl("http://localhost/oai"),
            r -> r.withSpacing(Duration.ofSeconds(1)),
            r -> r.withMaxWait(Duration.ofSeconds(2)),
            r -> r.withContact("me@example.org"),
            r -> r.withListingCache(Folder.of("/cache")),
            r -> r.withNow(Instant.EPOCH));
    ListRequest expected =
        ListRequest.builder()
            .setSource(ArxivSource.OAI)
            .setCategories(List.of("cs.AI"))
            .setFrom(DAY)
            .setTo(DAY.plusDays(1))
            .setAnnounceTypes(EnumSet.of(AnnounceType.REPLACE))
            .setRssUrl("http://localhost/rss")
            .setApiUrl("http://localhost/api")
            .setOaiUrl("http://localhost/oai")
            .setSpacing(Duration.ofSeconds(1))
            .setMaxWait(Duration.ofSeconds(2))
            .setContact("me@example.org")
            .setListingCache(Folder.of("/cache"))
            .setNow(Instant.EPOCH)
            .build();
    ArxivIO.Read inOrder = read();
    ArxivIO.Read backwards = read();
    for (int i = 0; i < settings.size(); i++) {
      inOrder = settings.get(i).apply(inOrder);
      backwards = settings.get(settings.size() - 1 - i).apply(backwards);
    }
    assertThat(inOrder.getRequest(), is(expected));
    assertThat(backwards.getRequest(), is(expected));
  }

  private static String refusal(Executable setting) {
    return assertThrows(IllegalArgumentException.class, setting).getMessage();
  }

  @Test
  void theCountersNamesArePinned() {
    assertThat(
        List.of(
            ArxivMetrics.NAMESPACE,
            ArxivMetrics.REQUESTS,
            ArxivMetrics.CACHED_ANSWERS,
            ArxivMetrics.WAITED,
            ArxivMetrics.PAPERS),
        is(
            List.of(
                "paperbeam.arxiv",
                "arxiv_requests",
                "arxiv_cached_answers",
                "arxiv_waited_ms",
                "arxiv_papers_listed")));
  }

  private static long counter(PipelineResult result, String name) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(ArxivMetrics.NAMESPACE, name))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }

  @Test
  void nothingOfAListingThatBreaksOffIsHandedOn(TestPipeline pipeline) {
    String record =
        OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", "Mon, 24 Mar 2025 17:00:00 GMT");
    try (LoopbackServer server =
        LoopbackServer.inTurn(
            Answer.ok(OaiXml.page("t", record)), Answer.ok(OaiXml.error("badArgument")))) {
      ListResult listed =
          pipeline.apply(read().from(ArxivSource.OAI).withDates(DAY, DAY).withOaiUrl(server.url()));
      PAssert.that(listed.getPapers()).empty();
      PAssert.that(listed.getDays()).empty();
      PAssert.thatSingleton(listed.getFailures())
          .satisfies(
              failure -> {
                assertThat(failure.getMessage(), containsString("badArgument: Some words."));
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void anOddEntryIsNamedInAWarningAndInAFile(TestPipeline pipeline, @TempDir Path cache)
      throws Exception {
    String odd = Feeds.item("2503.00002", "no_match", DAY);
    String feed = Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY), odd);
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.ok(feed))) {
      Folder folder = Folder.of(cache.toString());
      ListResult listed = pipeline.apply(read().withRssUrl(server.url()).withListingCache(folder));
      PAssert.that(listed.getFailures()).empty();
      PAssert.thatSingleton(listed.getWarnings().get(0))
          .satisfies(
              warning -> {
                assertThat(warning, containsString("1 entry of arXiv's listing cannot be read"));
                assertThat(warning, containsString("item 2 (2503.00002)"));
                return null;
              });
      pipeline.run().waitUntilFinish();
      assertThat(folder.readIfPresent("rss/bad-records.jsonl"), containsString("2503.00002"));
    }
  }
}
