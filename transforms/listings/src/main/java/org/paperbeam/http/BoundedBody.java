package org.paperbeam.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes a body up to a size; a larger one ends with a {@link TooLargeException}, and with it the
 * exchange. A body is kept in blocks: what a service sends byte by byte takes no more room.
 */
public final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  private static final int BLOCK = 1 << 16;

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<byte[]> blocks = new ArrayList<>();
  private final int largest;
  private int size;
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(int largest) {
    this.largest = largest;
  }

  /** Takes every body up to so many bytes, as they come over the line. */
  public static HttpResponse.BodyHandler<byte[]> upTo(int largest) {
    return head -> new BoundedBody(largest);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (buffer.remaining() > largest - size) {
        subscription.cancel();
        blocks.clear();
        body.completeExceptionally(new TooLargeException(largest));
        return;
      }
      add(buffer);
    }
  }

  private void add(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      int used = size % BLOCK;
      if (used == 0) {
        blocks.add(new byte[BLOCK]);
      }
      int count = Math.min(BLOCK - used, buffer.remaining());
      buffer.get(blocks.get(blocks.size() - 1), used, count);
      size += count;
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] block : blocks) {
      int count = Math.min(BLOCK, size - at);
      System.arraycopy(block, 0, whole, at, count);
      at += count;
    }
    blocks.clear();
    body.complete(whole);
  }
}
