package org.paperbeam.runners.flink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.LoopbackServer.Request;

/**
 * An LLM that answers some calls and then none until it is told to, so that a lane is at work for
 * as long as a test looks at it, however fast or slow the machine is.
 */
final class HeldLlm implements AutoCloseable {
  private final String service;
  private final int answeredAtOnce;
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private final LoopbackServer server;

  /**
   * In front of a service.
   *
   * @param service its base address
   * @param answeredAtOnce so many calls are not held
   */
  HeldLlm(String service, int answeredAtOnce) {
    this.service = service;
    this.answeredAtOnce = answeredAtOnce;
    this.server = LoopbackServer.start(this::answer);
  }

  String url() {
    return server.url();
  }

  /** From now on every call is answered, those that wait too. */
  void release() {
    released.countDown();
  }

  private Answer answer(Request request) throws IOException {
    try {
      if (calls.incrementAndGet() > answeredAtOnce) {
        released.await();
      }
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(service + request.uri()))
                  .header("Authorization", request.header("Authorization"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return Answer.of(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.hangUp();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
