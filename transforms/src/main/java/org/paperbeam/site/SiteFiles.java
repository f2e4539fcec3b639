package org.paperbeam.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.KnownFiles;

/** Fills templates and writes pages that changed; knows afterwards which pages are stale. */
final class SiteFiles {
  private static final Pattern OURS = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?/index\\.html");
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, SiteFiles.class.getClassLoader(), "org.paperbeam.site");

  private final Folder site;
  private final KnownFiles known;
  private final Set<String> pages = new HashSet<>();

  SiteFiles(Folder site) throws IOException {
    this.site = site;
    this.known = KnownFiles.of(site);
  }

  /** Writes a page from a template with one parameter, {@code page}. */
  void page(String path, String template, Object page) throws IOException {
    StringOutput html = new StringOutput(16 * 1024);
    TEMPLATES.render(template, Map.of("page", page), html);
    known.writeIfChanged(path, html.toString());
    pages.add(path);
  }

  /** Writes a file of text. */
  void text(String path, String text) throws IOException {
    known.writeIfChanged(path, text);
  }

  /** Copies a file that comes with the program. */
  void resource(String name) throws IOException {
    try (InputStream in = SiteFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks its file " + name);
      }
      text(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Removes the pages of days, months and years that were not written. */
  void removeStale() throws IOException {
    List<String> stale = new ArrayList<>(known.names());
    stale.removeIf(path -> pages.contains(path) || !OURS.matcher(path).matches());
    site.delete(stale);
  }
}
