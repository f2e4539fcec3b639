package org.paperbeam.testing.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server. Buckets are made by the test; everything else by requests. Safe for many threads;
 * every request of one object is answered as if it were alone.
 */
public final class GcsServer implements AutoCloseable {
  /** The only token that is taken; anyone may also come with none, unless a bucket forbids it. */
  public static final String TOKEN = "token-of-the-loopback-server";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, GcsBucket> buckets = new ConcurrentHashMap<>();
  private final GcsCounts counts = new GcsCounts();
  private final GcsFaults faults = new GcsFaults();
  private final GcsRoutes routes = new GcsRoutes(buckets, counts);

  private GcsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts a server without buckets on a free port. */
  public static GcsServer start() {
    try {
      return new GcsServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty bucket that everyone may read and write. */
  public GcsBucket createBucket(String name) {
    GcsBucket bucket = new GcsBucket(name);
    buckets.put(name, bucket);
    return bucket;
  }

  /** The bucket of that name. */
  public GcsBucket bucket(String name) {
    return buckets.get(name);
  }

  /** The root, e.g. {@code http://127.0.0.1:40123}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What {@code --gcsEndpoint} takes. */
  public String endpoint() {
    return url() + "/storage/v1/";
  }

  /** How many requests of which kind came in. */
  public GcsCounts counts() {
    return counts;
  }

  /** What goes wrong on the way; nothing at first. */
  public GcsFaults faults() {
    return faults;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      GcsRequest request = GcsRequest.of(exchange);
      GcsFault fault = faults.next(request.kind());
      if (fault != null && fault.type() == GcsFault.Type.RESET) {
        counts.add("fault." + fault.type(), request);
        return;
      }
      if (fault != null && fault.type() == GcsFault.Type.STATUS) {
        counts.add("fault." + fault.status(), request);
        send(exchange, GcsAnswer.error(fault.status(), "backendError", "We encountered an error"));
        return;
      }
      GcsAnswer answer = routes.answer(request);
      if (fault != null && fault.type() == GcsFault.Type.DONE_BUT_RESET) {
        return;
      }
      if (fault != null && fault.type() == GcsFault.Type.CUT) {
        cut(exchange, answer);
        return;
      }
      if (fault != null && fault.type() == GcsFault.Type.DRIP) {
        drip(exchange, answer);
        return;
      }
      send(exchange, answer);
    }
  }

  private static void head(HttpExchange exchange, GcsAnswer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
  }

  private static void send(HttpExchange exchange, GcsAnswer answer) throws IOException {
    head(exchange, answer);
    exchange.getResponseBody().write(answer.body());
  }

  /** Half of the body, and then the connection is gone. */
  private static void cut(HttpExchange exchange, GcsAnswer answer) throws IOException {
    head(exchange, answer);
    OutputStream out = exchange.getResponseBody();
    out.write(answer.body(), 0, answer.body().length / 2);
    out.flush();
  }

  /** A packet for every few bytes. */
  private static void drip(HttpExchange exchange, GcsAnswer answer) throws IOException {
    head(exchange, answer);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < answer.body().length; i += 16) {
      out.write(answer.body(), i, Math.min(16, answer.body().length - i));
      out.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
