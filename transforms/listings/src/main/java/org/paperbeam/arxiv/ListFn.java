package org.paperbeam.arxiv;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.http.Pace;
import org.paperbeam.metrics.DataLineage;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperSpill;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.storage.Folder;

/**
 * Works one request through from beginning to end, on one worker, and hands the listing on when it
 * is whole. What the source refuses is a {@link RunFailure}, and then there is no paper and no day;
 * an exception is a fault of this program.
 */
final class ListFn extends DoFn<String, ListedPaper> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<ListedPaper> PAPERS = new TupleTag<>("papers") {};
  static final TupleTag<DayFacts> DAYS = new TupleTag<>("days") {};
  static final TupleTag<RunFailure> FAILURES = new TupleTag<>("failures") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};
  static final TupleTag<String> NOTES = new TupleTag<>("notes") {};

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
    try (HeldListing held = HeldListing.open()) {
      list(held, out.get(NOTES)::output);
      RunFailure failure = held.judge(badRecords(), request.getMaxBadRecords());
      if (failure != null) {
        out.get(FAILURES).output(failure);
        return;
      }
      held.release(
          paper -> {
            papers.inc();
            out.get(PAPERS).output(paper);
          },
          out.get(DAYS)::output,
          out.get(WARNINGS)::output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    } catch (PaperSpill.SpillException e) {
      out.get(FAILURES)
          .output(RunFailure.of(FailureStage.LISTING, FailureKind.STORAGE, e.getMessage()));
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

  private @Nullable Folder badRecords() {
    Folder cache = request.getListingCache();
    return cache == null ? null : cache.folder(request.getSource().label());
  }

  /** Lists; says at the end, also of a listing that failed, which answers were not asked for. */
  private void list(ListingSink sink, Consumer<String> notes)
      throws IOException, InterruptedException {
    if (request.getSource() == ArxivSource.BUNDLED) {
      new BundledLister(request).list(sink);
      return;
    }
    DataLineage.read(
        switch (request.getSource()) {
          case API -> request.getApiUrl();
          case OAI -> request.getOaiUrl();
          default -> request.getRssUrl();
        });
    AnnouncementCalendar calendar = AnnouncementCalendar.arxiv();
    Counting counting = new Counting();
    try (ArxivClient client = new ArxivClient(request, Pace.system(), counting)) {
      Lister lister =
          switch (request.getSource()) {
            case API -> new ApiLister(request, client, calendar);
            case OAI -> new OaiLister(request, client, calendar);
            default -> new RssLister(request, client, calendar);
          };
      lister.list(sink);
    } finally {
      counting.damaged.forEach(
          file ->
              sink.warning(
                  file + " was not as it was written (a damaged disk?): it was asked for again"));
      counting.sentence(request.getListingCache()).ifPresent(notes);
    }
  }

  private static Counter counter(String name) {
    return Metrics.counter(ArxivMetrics.NAMESPACE, name);
  }

  /** Shows the traffic as Beam counters, and remembers what was not asked for. */
  private final class Counting implements TrafficListener {
    private static final int NAMED = 3;

    private final List<String> damaged = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private long asked;

    @Override
    public void asked() {
      asked++;
      requests.inc();
    }

    @Override
    public void takenFromCache(String path) {
      kept.add(path);
      cached.inc();
    }

    @Override
    public void damaged(String file) {
      damaged.add(file);
    }

    @Override
    public void waited(Duration time) {
      waited.inc(time.toMillis());
    }

    /** Which answers came from the cache; nothing when none did. */
    Optional<String> sentence(@Nullable Folder cache) {
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      String names = String.join(", ", kept.subList(0, Math.min(NAMED, kept.size())));
      return Optional.of(
          "%d of arXiv's answers from the cache %s (%s%s), %d asked for"
              .formatted(kept.size(), cache, names, kept.size() > NAMED ? ", ..." : "", asked));
    }
  }
}
