package org.paperbeam.storage;

import java.util.Map;
import java.util.regex.Pattern;

/** Content type and cache header of a file, by the end of its name. */
public final class MediaType {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("jsonl", "application/x-ndjson"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"));

  /** Scripts beside a day's page are its data. */
  private static final Pattern OF_A_DAY = Pattern.compile("(.*/)?\\d{4}-\\d{2}-\\d{2}/[^/]+");

  private MediaType() {}

  /** The content type, e.g. {@code text/html; charset=utf-8}. */
  public static String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.endsWith(".xml")) {
      // The feeds are Atom; arXiv's raw answers are XML of several kinds.
      boolean topic = path.startsWith("topics/") || path.contains("/topics/");
      return topic || name.equals("feed.xml") || name.equals("papers.xml")
          ? "application/atom+xml; charset=utf-8"
          : "application/xml; charset=utf-8";
    }
    return TYPES.getOrDefault(extension(name), "application/octet-stream");
  }

  /**
   * The cache header. Pages, digests and data change under their names, so a copy must be checked
   * before it is shown (a public bucket's objects are otherwise an hour old); styles, images and
   * fonts hardly change. The search's data and a day's are scripts and change with the days.
   */
  public static String cacheControl(String path) {
    if (path.startsWith("search/")
        || path.contains("/search/")
        || OF_A_DAY.matcher(path).matches()) {
      return "no-cache";
    }
    return switch (extension(path)) {
      case "css", "js", "svg", "png", "ico", "woff", "woff2" -> "public, max-age=3600";
      default -> "no-cache";
    };
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
