package org.paperbeam.arxiv;

import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.http.Pace;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.RunFailure;

/**
 * Works one request through from beginning to end, on one worker. What the source refuses is a
 * {@link RunFailure}; an exception is a fault of this program.
 */
final class ListFn extends DoFn<String, ListedPaper> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<ListedPaper> PAPERS = new TupleTag<>("papers") {};
  static final TupleTag<DayFacts> DAYS = new TupleTag<>("days") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};

  private final ListRequest request;
  private final Counter requests = counter(ArxivMetrics.REQUESTS);
  private final Counter cached = counter(ArxivMetrics.CACHED_ANSWERS);
  private final Counter waited = counter(ArxivMetrics.WAITED);
  private final Counter papers = counter(ArxivMetrics.PAPERS);

  ListFn(ListRequest request) {
    this.request = request;
  }

  @ProcessElement
  public void process(MultiOutputReceiver out) throws InterruptedException {
    try {
      list(
          new ListingSink() {
            @Override
            public void paper(ListedPaper paper) {
              papers.inc();
              out.get(PAPERS).output(paper);
            }

            @Override
            public void day(DayFacts facts) {
              out.get(DAYS).output(facts);
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    } catch (IOException e) {
      RunFailure failure = RunFailure.of(FailureStage.LISTING, e);
      out.get(FAILURES)
          .output(
              RunFailure.of(
                  failure.getStage(),
                  failure.getKind(),
                  ArxivText.squeeze(failure.getMessage()),
                  failure.getRemedy(),
                  null));
    }
  }

  private void list(ListingSink sink) throws IOException, InterruptedException {
    if (request.getSource() == ArxivSource.BUNDLED) {
      new BundledLister(request).list(sink);
      return;
    }
    AnnouncementCalendar calendar = AnnouncementCalendar.arxiv();
    try (ArxivClient client = new ArxivClient(request, Pace.system(), new Counting())) {
      Lister lister =
          switch (request.getSource()) {
            case API -> new ApiLister(request, client, calendar);
            case OAI -> new OaiLister(request, client, calendar);
            default -> new RssLister(request, client, calendar);
          };
      lister.list(sink);
    }
  }

  private static Counter counter(String name) {
    return Metrics.counter(ArxivMetrics.NAMESPACE, name);
  }

  /** Shows the traffic as Beam counters. */
  private final class Counting implements TrafficListener {
    @Override
    public void asked() {
      requests.inc();
    }

    @Override
    public void takenFromCache() {
      cached.inc();
    }

    @Override
    public void waited(Duration time) {
      waited.inc(time.toMillis());
    }
  }
}
