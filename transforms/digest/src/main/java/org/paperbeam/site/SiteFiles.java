package org.paperbeam.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.KnownFiles;
import org.paperbeam.storage.RetainedFiles;

/**
 * Fills templates and writes files that changed; knows afterwards which pages are stale. Safe for
 * many threads that write different files.
 */
final class SiteFiles {
  private static final Pattern OURS =
      Pattern.compile(
          "\\d{4}(-\\d{2}(-\\d{2})?|-W\\d{2})?/index\\.html"
              + "|\\d{4}-\\d{2}/papers\\.js"
              + "|\\d{4}-\\d{2}-\\d{2}/(others\\.(html|js)|citations\\.js|papers\\.js|abstracts\\.js)"
              + "|search/\\d{4}-\\d{2}(/\\d+)?\\.js"
              + "|api/days/\\d{4}-\\d{2}-\\d{2}\\.json|api/months/\\d{4}-\\d{2}\\.json"
              + "|evaluations/[A-Za-z0-9][A-Za-z0-9._-]*\\.html"
              + "|topics/[a-z0-9-]+\\.xml"
              // What an earlier version searched with.
              + "|assets/minisearch/[A-Za-z.]+");
  static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, SiteFiles.class.getClassLoader(), "org.paperbeam.site");

  /** Bytes in which a page is collected, as many times as it needs; most pages are a few. */
  private static final int CHUNK = 64 * 1024;

  private final Folder site;
  private final KnownFiles known;
  private final boolean allKnown;
  private final @Nullable String siteUrl;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  private SiteFiles(Folder site, KnownFiles known, boolean allKnown, @Nullable String siteUrl) {
    this.siteUrl = siteUrl;
    this.site = site;
    this.known = known;
    this.allKnown = allKnown;
  }

  /** All that stands in the folder is listed once. */
  static SiteFiles listed(Folder site, RetainedFiles retained, @Nullable String siteUrl)
      throws IOException {
    return new SiteFiles(site, KnownFiles.of(site, retained), true, siteUrl);
  }

  /** Nothing is listed: for a few files. */
  static SiteFiles asked(Folder site, RetainedFiles retained, @Nullable String siteUrl) {
    return new SiteFiles(site, KnownFiles.asked(site, retained), false, siteUrl);
  }

  /**
   * The files that match a glob; none when all are known, whose stale ones {@link #removeStale}
   * removes.
   */
  List<String> list(String glob) throws IOException {
    return allKnown ? List.of() : site.list(glob);
  }

  /** Removes files. */
  void delete(List<String> paths) throws IOException {
    site.delete(paths);
  }

  /** Writes a page from a template with the parameters {@code page} and {@code address}. */
  void page(String path, String template, Object page) throws IOException {
    Utf8ByteOutput html = new Utf8ByteOutput(CHUNK);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("page", page);
    if (siteUrl != null) {
      parameters.put("address", siteUrl + "/" + path);
    }
    TEMPLATES.render(template, parameters, html);
    bytes(path, html.toByteArray());
  }

  /** Writes a file of text. */
  void text(String path, String text) throws IOException {
    bytes(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file. */
  void bytes(String path, byte[] bytes) throws IOException {
    known.writeIfChanged(path, bytes);
    written.add(path);
  }

  /** Copies what pages load. */
  void assets() throws IOException {
    for (Map.Entry<String, byte[]> file : Assets.all().entrySet()) {
      known.writeIfChanged("assets/" + file.getKey(), file.getValue());
    }
  }

  /** Removes the pages of days, months and years, and the search data, that were not written. */
  void removeStale() throws IOException {
    List<String> stale = new ArrayList<>(known.names());
    stale.removeIf(path -> written.contains(path) || !OURS.matcher(path).matches());
    site.delete(stale);
  }
}
