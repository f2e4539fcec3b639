package org.paperbeam.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Takes a body into a file, up to a size; a larger one ends with a {@link TooLargeException}. */
public final class BoundedDownload implements HttpResponse.BodySubscriber<Path> {
  private final HttpResponse.BodySubscriber<Path> file;
  private final int largest;
  private long size;
  private boolean over;
  private Flow.@Nullable Subscription subscription;

  private BoundedDownload(HttpResponse.BodySubscriber<Path> file, int largest) {
    this.file = file;
    this.largest = largest;
  }

  /** Takes every body up to so many bytes into that file. */
  public static HttpResponse.BodyHandler<Path> to(Path file, int largest) {
    HttpResponse.BodyHandler<Path> handler = HttpResponse.BodyHandlers.ofFile(file);
    return head -> new BoundedDownload(handler.apply(head), largest);
  }

  @Override
  public CompletionStage<Path> getBody() {
    return file.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    file.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (over) {
      return;
    }
    size += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (size > largest) {
      over = true;
      subscription.cancel();
      file.onError(new TooLargeException(largest));
    } else {
      file.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!over) {
      file.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      file.onComplete();
    }
  }
}
