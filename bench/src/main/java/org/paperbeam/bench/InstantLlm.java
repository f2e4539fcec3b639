package org.paperbeam.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for an LLM that answers at once, or after a fixed time, and takes as little of the
 * machine as it can: three titles of ten are dropped, the other papers get scores from their ids.
 * Needs nothing but a JDK: {@code java InstantLlm.java [MILLISECONDS]}. Its first line of output is
 * its address; {@code GET /stats} says how many calls it answered, about how many papers, and the
 * seconds between the first and the last one.
 */
public final class InstantLlm {
  private static final Pattern PAPER =
      Pattern.compile("\\{\\\\\"id\\\\\": \\\\\"([^\"\\\\]+)\\\\\"");
  private static final int DROPPED_OF_TEN = 3;

  private static final AtomicLong CALLS = new AtomicLong();
  private static final AtomicLong PAPERS = new AtomicLong();
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();

  private InstantLlm() {}

  /** Serves until the process is ended. */
  public static void main(String[] args) throws IOException {
    long latency = args.length == 0 ? 0 : Long.parseLong(args[0]) * 1_000_000;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(
        latency == 0 ? Executors.newFixedThreadPool(4) : Executors.newCachedThreadPool());
    server.createContext("/v1/chat/completions", exchange -> chat(exchange, latency));
    server.createContext("/stats", InstantLlm::stats);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void chat(HttpExchange exchange, long latency) throws IOException {
    long now = System.nanoTime();
    FIRST.compareAndSet(0, now);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    List<String> ids = new ArrayList<>();
    Matcher papers = PAPER.matcher(body);
    while (papers.find()) {
      ids.add(papers.group(1));
    }
    // Only a prompt that asks for scores names this in its schema or its instructions.
    boolean titles =
        body.contains("irrelevant\\\"")
            && !body.contains("RELEVANCE")
            && !body.contains("\"novelty\"");
    String content = titles ? titles(ids) : scores(ids);
    if (latency > 0) {
      LockSupport.parkNanos(latency);
    }
    answer(
        exchange,
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
            + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
            + content.replace("\"", "\\\"")
            + "\"}}],\"usage\":{\"prompt_tokens\":"
            + body.length() / 4
            + ",\"completion_tokens\":"
            + content.length() / 4
            + ",\"total_tokens\":"
            + (body.length() + content.length()) / 4
            + "}}");
    CALLS.incrementAndGet();
    PAPERS.addAndGet(ids.size());
    LAST.accumulateAndGet(System.nanoTime(), Math::max);
  }

  private static String titles(List<String> ids) {
    StringBuilder dropped = new StringBuilder();
    for (String id : ids) {
      if (mark(id) < DROPPED_OF_TEN) {
        dropped.append(dropped.length() == 0 ? "" : ",").append('"').append(id).append('"');
      }
    }
    return "{\"irrelevant\":[" + dropped + "]}";
  }

  private static String scores(List<String> ids) {
    StringBuilder scores = new StringBuilder();
    for (String id : ids) {
      scores
          .append(scores.length() == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(id)
          .append("\",\"comment\":\"It contributes a method and fits one of the topics in part.\",")
          .append("\"relevance\":")
          .append(mark(id) + 1)
          .append(",\"novelty\":")
          .append(10 - mark(id))
          .append('}');
    }
    return "{\"scores\":[" + scores + "]}";
  }

  /** 0 to 9, evenly. */
  private static int mark(String id) {
    return Math.floorMod(id.hashCode() * 0x9E3779B9 >>> 8, 10);
  }

  private static void stats(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "{\"calls\":%d,\"papers\":%d,\"seconds\":%.3f}"
            .formatted(CALLS.get(), PAPERS.get(), (LAST.get() - FIRST.get()) / 1e9));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.ISO_8859_1);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
