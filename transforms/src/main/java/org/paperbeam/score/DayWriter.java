package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.paperbeam.publish.DayDraft;
import org.paperbeam.publish.DayPublisher;

/**
 * Publishes dates one after another on a thread of its own. A date's pages are made with it, unless
 * another date waits already: then those of both are made together, because dates of one month
 * share most of their pages.
 */
final class DayWriter implements AutoCloseable {
  /** Even a lane that is faster than its writer is to be seen. */
  private static final int MOST_WITHOUT_PAGES = 8;

  private final DayPublisher publisher;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicInteger waiting = new AtomicInteger();

  /** Dates that are published and have no pages yet. For the writer's thread. */
  private final List<String> withoutPages = new ArrayList<>();

  DayWriter(DayPublisher publisher) {
    this.publisher = publisher;
  }

  /** What becomes of the date, when it is known. */
  CompletableFuture<DayPublisher.Published> write(DayDraft day) {
    waiting.incrementAndGet();
    return CompletableFuture.supplyAsync(() -> publish(day), thread);
  }

  private DayPublisher.Published publish(DayDraft day) {
    int others = waiting.decrementAndGet();
    DayPublisher.Published published = publisher.publish(day);
    if (published.failure() == null) {
      withoutPages.add(day.date());
    }
    if (withoutPages.isEmpty() || (others > 0 && withoutPages.size() < MOST_WITHOUT_PAGES)) {
      return published;
    }
    DayPublisher.Published withPages = publisher.publishPages(withoutPages, published);
    withoutPages.clear();
    return withPages;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
