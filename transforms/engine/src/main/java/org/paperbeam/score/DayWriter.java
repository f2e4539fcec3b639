package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.Publisher;
import org.paperbeam.paper.RunFailure;

/**
 * Publishes dates one after another on a thread of its own, and makes their pages on another one:
 * at once while that keeps up, and else those of all dates together that were published meanwhile,
 * because dates of one month share most of their pages. So no date waits for pages, and pages of a
 * lane that is faster than they are cost less, not more. For the lane's thread.
 */
final class DayWriter implements AutoCloseable {
  private final Publisher publisher;
  private final ExecutorService days = Executors.newSingleThreadExecutor();
  private final ExecutorService pages = Executors.newSingleThreadExecutor();

  /** Dates that are published and have no pages yet. */
  private final Queue<String> withoutPages = new ConcurrentLinkedQueue<>();

  private final Queue<String> notices = new ConcurrentLinkedQueue<>();
  private volatile @Nullable RunFailure failure;

  /** All turns of the pages until now; set by the thread of the days. */
  private volatile CompletableFuture<Void> made = CompletableFuture.completedFuture(null);

  DayWriter(Publisher publisher) {
    this.publisher = publisher;
  }

  /** What becomes of the date, when it is known. */
  CompletableFuture<Publisher.Published> write(DayDraft day) {
    return CompletableFuture.supplyAsync(() -> publish(day), days);
  }

  private Publisher.Published publish(DayDraft day) {
    Publisher.Published published = publisher.publish(day);
    if (published.failure() == null) {
      withoutPages.add(day.date());
      made = made.thenRunAsync(this::makePages, pages);
    }
    return published;
  }

  /** A turn for each date; the first one makes the pages of all that wait. */
  private void makePages() {
    List<String> dates = new ArrayList<>();
    for (String date = withoutPages.poll(); date != null; date = withoutPages.poll()) {
      dates.add(date);
    }
    if (dates.isEmpty()) {
      return;
    }
    Publisher.PagesMade result = publisher.publishPages(dates);
    notices.addAll(result.notices());
    if (failure == null) {
      failure = result.failure();
    }
  }

  /**
   * Why pages could not be made, so that no more may be paid; null while they could.
   *
   * @throws java.util.concurrent.CompletionException when making them failed unforeseen: nor may
   *     more be paid then
   */
  @Nullable RunFailure failure() {
    CompletableFuture<Void> turns = made;
    if (turns.isCompletedExceptionally()) {
      turns.join();
    }
    return failure;
  }

  /**
   * Waits for the pages of every date whose {@link #write} has ended.
   *
   * @return what was found on the way, a sentence each
   */
  List<String> finish() throws InterruptedException {
    try {
      made.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("pages could not be made", e.getCause());
    }
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    days.shutdown();
    pages.shutdown();
  }
}
