package org.paperbeam.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.MediaType;

/**
 * Shows a folder on this machine's loopback address, and on no other: files with their content
 * types, {@code index.html} for folders, and nothing outside the folder. Answers a few requests
 * side by side; close it to free the port.
 */
public final class SiteServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String MISSING =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title>"
          + "</head><body><h1>Not found</h1><p>There is no such page. <a href=\"/index.html\">To"
          + " the first page</a></p></body></html>\n";

  private final Folder folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private SiteServer(Folder folder, int port) throws IOException {
    this.folder = folder;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts to show a folder, e.g. an output folder's {@code site}. Port 0 takes any free one.
   * Throws {@link IOException} with one line when the port is taken.
   */
  public static SiteServer start(Folder folder, int port) throws IOException {
    try {
      SiteServer server = new SiteServer(folder, port);
      server.server.start();
      return server;
    } catch (BindException e) {
      throw new IOException(
          "port " + port + " cannot be used (" + e.getMessage() + "); choose another, or 0", e);
    }
  }

  /** The address of the first page, e.g. {@code http://127.0.0.1:40123/}. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      String method = exchange.getRequestMethod();
      if (method.equals("GET") || method.equals("HEAD")) {
        get(exchange);
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    String path = relative(exchange.getRequestURI());
    byte[] bytes = path == null ? null : read(path);
    if (bytes != null) {
      send(exchange, 200, MediaType.of(path), bytes);
    } else if (path != null && read(path + "/index.html") != null) {
      // Relative links of the page count from the slash.
      exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getRawPath() + "/");
      exchange.sendResponseHeaders(301, -1);
    } else {
      send(exchange, 404, MediaType.of("index.html"), MISSING.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The path inside the folder; null for one that leads out of it or is no path at all. */
  private static String relative(URI uri) {
    String path = uri.getPath();
    if (path == null || !path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(0) >= 0) {
      return null;
    }
    String relative = path.substring(1);
    if (relative.isEmpty() || relative.endsWith("/")) {
      relative += "index.html";
    }
    for (String part : relative.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".")) {
        return null;
      }
    }
    return relative;
  }

  private byte[] read(String path) throws IOException {
    try {
      return folder.read(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
