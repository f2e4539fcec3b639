package org.paperbeam.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.paperbeam.storage.Folder;

/**
 * Fills templates and writes files that changed; knows afterwards which pages are stale. Safe for
 * many threads that write different files.
 */
final class SiteFiles {
  private static final Pattern OURS =
      Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?/index\\.html|search/\\d{4}-\\d{2}\\.js");
  static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, SiteFiles.class.getClassLoader(), "org.paperbeam.site");

  private final Folder site;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  SiteFiles(Folder site) {
    this.site = site;
  }

  /** Writes a page from a template with one parameter, {@code page}. */
  void page(String path, String template, Object page) throws IOException {
    StringOutput html = new StringOutput(64 * 1024);
    TEMPLATES.render(template, Map.of("page", page), html);
    text(path, html.toString());
  }

  /** Writes a file of text. */
  void text(String path, String text) throws IOException {
    site.writeIfChanged(path, text);
    written.add(path);
  }

  /** Copies what pages load. */
  void assets() throws IOException {
    for (Map.Entry<String, byte[]> file : Assets.all().entrySet()) {
      String path = "assets/" + file.getKey();
      if (!holds(path, file.getValue())) {
        site.write(path, file.getValue());
      }
    }
  }

  private boolean holds(String path, byte[] bytes) throws IOException {
    try {
      return Arrays.equals(site.read(path), bytes);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Removes the pages of days, months and years, and the search data, that were not written. */
  void removeStale() throws IOException {
    List<String> stale = site.list("*/index.html");
    stale.addAll(site.list("search/*.js"));
    stale.removeIf(path -> written.contains(path) || !OURS.matcher(path).matches());
    site.delete(stale);
  }
}
