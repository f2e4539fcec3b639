package org.paperbeam.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.paperbeam.digest.PlainText;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.MediaType;

/**
 * Shows a folder on this machine's loopback address, and on no other: files with their content
 * types, {@code index.html} for folders, and nothing outside the folder. Close it to free the port.
 *
 * <p>Other web sites that the reader has open are kept out: a name of theirs that leads to this
 * machine (DNS rebinding) is refused, no page of theirs may frame ours or read an answer, and the
 * pages' policy comes as a header too. Marks are taken from the pages that it shows alone. A client
 * that sends or takes its bytes slowly has a thread of its own, and is cut off after {@value
 * #SECONDS_TO_ASK} or {@value #SECONDS_TO_TAKE} seconds.
 */
public final class SiteServer implements AutoCloseable {
  /** How long a client may take to send its request, in seconds. */
  private static final int SECONDS_TO_ASK = 10;

  /** How long a client may take to fetch an answer, in seconds. */
  private static final int SECONDS_TO_TAKE = 120;

  /** More clients at a time than any reader has; each may be a slow one. */
  private static final int MOST_CLIENTS = 500;

  /**
   * The policy of the pages' own head, and that nobody may frame them, which only a header says.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Pattern OWN_NAME =
      Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?");

  static {
    // The JDK's server reads these once, when the first one is made.
    limit("maxReqTime", SECONDS_TO_ASK);
    limit("maxRspTime", SECONDS_TO_TAKE);
    System.setProperty(
        "jdk.httpserver.maxConnections",
        System.getProperty("jdk.httpserver.maxConnections", "" + MOST_CLIENTS));
  }

  private static final String MISSING =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title>"
          + "</head><body><h1>Not found</h1><p>There is no such page. <a href=\"/index.html\">To"
          + " the first page</a></p></body></html>\n";

  private static final String FOREIGN =
      "This is a reader's own page, and is shown under localhost or 127.0.0.1 only.\n";

  /** More than the marks of one who has never been here before. */
  private static final int MOST_BYTES = 16 << 20;

  private static final String MARKS = "/" + MarksFile.NAME;

  /** What pages begin with; where they find the marks is known to who serves them. */
  private static final byte[] HEAD = bytes("<!DOCTYPE html>\n<html lang=\"en\"");

  private static final String JSON = MediaType.of(MarksFile.NAME);
  private static final String TEXT = MediaType.of("x.txt");

  private static final String FOREIGN_PAGE =
      "Marks are taken only from the pages that are shown here.\n";

  private final Folder folder;
  private final MarksFile marks;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(SiteServer::thread);

  private SiteServer(Folder output, int port) throws IOException {
    this.folder = output.folder("site");
    this.marks = new MarksFile(output);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Starts to show the {@code site} of an output folder, and to keep its reader's marks in that
   * folder's {@code marks.json}. Port 0 takes any free one. Throws {@link IOException} with one
   * line when the port is taken.
   */
  public static SiteServer start(Folder output, int port) throws IOException {
    try {
      SiteServer server = new SiteServer(output, port);
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
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-cache");
      headers.set("Content-Security-Policy", POLICY);
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Referrer-Policy", "no-referrer");
      String method = exchange.getRequestMethod();
      if (!isOwn(exchange.getRequestHeaders())) {
        send(exchange, 421, TEXT, bytes(FOREIGN));
      } else if (MARKS.equals(exchange.getRequestURI().getPath())) {
        marks(exchange, method);
      } else if (method.equals("GET") || method.equals("HEAD")) {
        get(exchange);
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  /** The reader's marks: to be read, and changed by the pages that this server shows. */
  private void marks(HttpExchange exchange, String method) throws IOException {
    if (method.equals("GET") || method.equals("HEAD")) {
      send(exchange, 200, JSON, marks.read());
    } else if (!method.equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
      exchange.sendResponseHeaders(405, -1);
    } else if (!isOwnPage(exchange.getRequestHeaders())) {
      send(exchange, 403, TEXT, bytes(FOREIGN_PAGE));
    } else {
      byte[] asked = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (asked.length > MOST_BYTES) {
        send(exchange, 413, TEXT, bytes("More than " + MOST_BYTES + " bytes of marks.\n"));
      } else {
        change(exchange, asked);
      }
    }
  }

  private void change(HttpExchange exchange, byte[] asked) throws IOException {
    byte[] all;
    try {
      all = marks.change(asked);
    } catch (MarksFile.RefusedException e) {
      send(exchange, 400, TEXT, bytes(e.getMessage() + "\n"));
      return;
    } catch (IOException e) {
      // The page keeps them, and says so.
      send(
          exchange,
          500,
          TEXT,
          bytes(
              "Marks cannot be written: "
                  + PlainText.clean(String.valueOf(e.getMessage()))
                  + "\n"));
      return;
    }
    send(exchange, 200, JSON, all);
  }

  /**
   * Whether a script of a page that this server shows sends the request. Browsers say where a page
   * is from, and no page can say otherwise.
   */
  private static boolean isOwnPage(Headers request) {
    List<String> origins = request.getOrDefault("Origin", List.of());
    String site = request.getFirst("Sec-Fetch-Site");
    String type = request.getFirst("Content-Type");
    return origins.size() == 1
        && origins.get(0).equalsIgnoreCase("http://" + request.getFirst("Host").strip())
        && (site == null || site.equals("same-origin"))
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /** Whether the client means this machine, and says so once. */
  private static boolean isOwn(Headers request) {
    List<String> hosts = request.getOrDefault("Host", List.of());
    return hosts.size() == 1 && OWN_NAME.matcher(hosts.get(0).strip()).matches();
  }

  private static void limit(String name, int seconds) {
    String property = "sun.net.httpserver." + name;
    System.setProperty(property, System.getProperty(property, "" + seconds));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "site");
    thread.setDaemon(true);
    return thread;
  }

  private void get(HttpExchange exchange) throws IOException {
    String path = relative(exchange.getRequestURI());
    byte[] bytes = path == null ? null : read(path);
    if (bytes != null) {
      send(exchange, 200, MediaType.of(path), path.endsWith(".html") ? withMarks(bytes) : bytes);
    } else if (path != null && read(path + "/index.html") != null) {
      // Relative links of the page count from the slash.
      exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getRawPath() + "/");
      exchange.sendResponseHeaders(301, -1);
    } else {
      send(exchange, 404, MediaType.of("index.html"), bytes(MISSING));
    }
  }

  /** A page that knows where to send marks. */
  private static byte[] withMarks(byte[] page) {
    if (page.length < HEAD.length || !Arrays.equals(page, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      return page;
    }
    ByteArrayOutputStream told = new ByteArrayOutputStream(page.length + 64);
    told.writeBytes(HEAD);
    told.writeBytes(bytes(" data-marks=\"" + MARKS + "\""));
    told.write(page, HEAD.length, page.length - HEAD.length);
    return told.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
