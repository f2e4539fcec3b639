package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
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
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.failure.Remedy;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

@ExtendWith(TestPipelineExtension.class)
class ArxivIOTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);

  private static ListRequest.Builder request() {
    return ListRequest.builder()
        .setCategories(List.of("cs.LG"))
        .setSpacing(Duration.ZERO)
        .setNow(Instant.parse("2025-03-25T12:00:00Z"));
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
      ListResult listed = pipeline.apply(ArxivIO.read(request().setRssUrl(server.url()).build()));
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
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  void aRefusalIsAFailureWithOneLine(TestPipeline pipeline) {
    try (LoopbackServer server = LoopbackServer.inTurn(Answer.of(403, "Forbidden"))) {
      ListResult listed = pipeline.apply(ArxivIO.read(request().setRssUrl(server.url()).build()));
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
    ListRequest request =
        request()
            .setSource(ArxivSource.BUNDLED)
            .setBundledFeeds(
                List.of("org/paperbeam/arxiv/2025-03-25.xml", "org/paperbeam/arxiv/2025-03-24.xml"))
            .build();
    ListResult listed = pipeline.apply(ArxivIO.read(request));
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
    ListRequest request = request().build();
    assertThat(SerializableUtils.clone(request), is(request));
    SerializableUtils.ensureSerializable(new ListFn(request));
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
}
