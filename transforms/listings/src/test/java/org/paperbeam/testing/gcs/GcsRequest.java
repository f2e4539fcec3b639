package org.paperbeam.testing.gcs;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * One request, taken apart.
 *
 * @param path decoded parts of the path behind {@code storage/v1}, e.g. {@code b, bucket, o, a/b}
 * @param service {@code json}, {@code upload}, {@code download}, {@code batch}, or {@code none}
 * @param headers the first value by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent")
record GcsRequest(
    String method,
    String service,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  private static final Map<String, String> SERVICES =
      Map.of(
          "/upload/storage/v1", "upload",
          "/resumable/upload/storage/v1", "upload",
          "/download/storage/v1", "download",
          "/batch/storage/v1", "batch",
          "/storage/v1", "json");

  static GcsRequest of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
  }

  static GcsRequest of(String method, URI uri, Map<String, String> headers, byte[] body) {
    String path = uri.getRawPath();
    String service = "none";
    List<String> parts = List.of();
    for (Map.Entry<String, String> known : SERVICES.entrySet()) {
      if (path.equals(known.getKey()) || path.startsWith(known.getKey() + "/")) {
        service = known.getValue();
        parts = parts(path.substring(known.getKey().length()));
      }
    }
    String override = headers.get("x-http-method-override");
    return new GcsRequest(
        override == null ? method : override, service, parts, query(uri), headers, body);
  }

  private static List<String> parts(String rest) {
    List<String> parts = new ArrayList<>();
    for (String part : Arrays.asList(rest.split("/"))) {
      if (!part.isEmpty()) {
        // A plus in a path is a plus.
        parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String raw = uri.getRawQuery();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decode(name), decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The kind under which it is counted, see {@link GcsCounts}. */
  String kind() {
    String shape = method + " " + String.join("/", shape());
    return switch (service) {
      case "batch" -> "batch";
      case "upload" ->
          !"resumable".equals(query.get("uploadType"))
              ? "insert"
              : query.containsKey("upload_id") ? "resumable.put" : "resumable.start";
      case "download" -> "media";
      case "json" ->
          switch (shape) {
            case "GET b/*/o" -> "list";
            case "GET b/*/o/*" -> "media".equals(query.get("alt")) ? "media" : "get";
            case "DELETE b/*/o/*" -> "delete";
            case "PATCH b/*/o/*", "PUT b/*/o/*" -> "patch";
            case "POST b/*/o/*/compose" -> "compose";
            case "POST b/*/o/*/restore" -> "restore";
            case "POST b/*/o/*/rewriteTo/b/*/o/*" -> "rewrite";
            case "POST b/*/o/*/copyTo/b/*/o/*" -> "copy";
            default ->
                path.size() <= 4 && path.contains("b") && !path.contains("o") ? "bucket" : "other";
          };
      default -> "other";
    };
  }

  private List<String> shape() {
    List<String> shape = new ArrayList<>(path);
    for (int i = 0; i < shape.size(); i++) {
      boolean name = i == 1 || i == 3 || i == 6 || i == 8;
      if (name) {
        shape.set(i, "*");
      }
    }
    return shape;
  }

  /** A number of the query, or null. */
  Long number(String name) {
    String text = query.get(name);
    return text == null ? null : Long.valueOf(text);
  }

  /** Who pays, or null: a parameter, or a header that every request of a client carries. */
  String userProject() {
    String parameter = query.get("userProject");
    return parameter == null ? headers.get("x-goog-user-project") : parameter;
  }

  /** Whether no credential came with it. */
  boolean isAnonymous() {
    return !headers.containsKey("authorization");
  }
}
