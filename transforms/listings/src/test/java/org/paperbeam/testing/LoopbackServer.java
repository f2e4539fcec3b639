package org.paperbeam.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A real HTTP server on a free loopback port that answers as the test says and remembers every
 * request. Requests are answered side by side; the handler must be safe for many threads.
 */
public final class LoopbackServer implements AutoCloseable {
  /** One request as it came in. */
  public record Request(String method, URI uri, Map<String, List<String>> headers, String body) {
    /** The first value of a header, whatever the case of its name; null when absent. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .map(e -> e.getValue().get(0))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * An answer: status, headers, body. A status below 0 drops the connection without an answer; a
   * body with the header {@code Content-Encoding: gzip} is sent compressed.
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer ok(String body) {
      return new Answer(200, Map.of(), body);
    }

    public static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    public static Answer hangUp() {
      return new Answer(-1, Map.of(), "");
    }

    public Answer with(String header, String value) {
      Map<String, String> more = new java.util.TreeMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }
  }

  /** Says what to answer. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new ArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();

  private LoopbackServer(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(handler, exchange));
    server.start();
  }

  /** Starts a server that answers every request with {@code handler}. */
  public static LoopbackServer start(Handler handler) {
    try {
      return new LoopbackServer(handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server that gives these answers in turn, and the last one for ever. */
  public static LoopbackServer inTurn(Answer... answers) {
    AtomicInteger next = new AtomicInteger();
    return start(r -> answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
  }

  private void handle(Handler handler, HttpExchange exchange) throws IOException {
    peakInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(body(exchange), StandardCharsets.UTF_8));
      synchronized (requests) {
        requests.add(request);
      }
      Answer answer = handler.answer(request);
      if (answer.status() >= 0) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if ("gzip".equals(answer.headers().get("Content-Encoding"))) {
          body = gzip(body);
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** What was sent; Google's clients pack it. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream sent = exchange.getRequestBody();
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return packed ? new GZIPInputStream(sent).readAllBytes() : sent.readAllBytes();
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  /** The base address, e.g. {@code http://127.0.0.1:40123}, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Every request so far, in the order in which they came in. */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** The most requests that were being answered at one time. */
  public int peakInFlight() {
    return peakInFlight.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
