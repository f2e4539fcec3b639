package org.paperbeam.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What pages load: style, scripts, and KaTeX (formulas), which is shipped with the program. All of
 * it comes from the class path; no page asks another host for anything.
 */
final class Assets {
  private static final List<String> OURS =
      List.of(
          "paperbeam.css",
          "paperbeam.svg",
          "theme.js",
          "paperbeam.js",
          "marks.js",
          "rows.js",
          "others.js",
          "cite.js",
          "day.js",
          "question.js",
          "search.js",
          "starred.js",
          "inbox.js",
          "period.js");
  private static final String KATEX = "org.webjars.npm/katex";
  private static final List<String> FONTS =
      List.of(
          "AMS-Regular",
          "Caligraphic-Bold",
          "Caligraphic-Regular",
          "Fraktur-Bold",
          "Fraktur-Regular",
          "Main-Bold",
          "Main-BoldItalic",
          "Main-Italic",
          "Main-Regular",
          "Math-BoldItalic",
          "Math-Italic",
          "SansSerif-Bold",
          "SansSerif-Italic",
          "SansSerif-Regular",
          "Script-Regular",
          "Size1-Regular",
          "Size2-Regular",
          "Size3-Regular",
          "Size4-Regular",
          "Typewriter-Regular");

  private Assets() {}

  /** All files by their paths in {@code assets/}; the same bytes for the same program. */
  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : OURS) {
      files.put(name, read("/org/paperbeam/site/" + name));
    }
    String katex = "/META-INF/resources/webjars/katex/" + version() + "/";
    files.put("katex/LICENSE", read(katex + "LICENSE"));
    files.put("katex/katex.min.js", read(katex + "dist/katex.min.js"));
    files.put("katex/katex.min.css", woff2Only(read(katex + "dist/katex.min.css")));
    for (String font : FONTS) {
      String file = "fonts/KaTeX_" + font + ".woff2";
      files.put("katex/" + file, read(katex + "dist/" + file));
    }
    return files;
  }

  /** Every browser of the last ten years reads WOFF2; the other formats are not shipped. */
  private static byte[] woff2Only(byte[] css) {
    return new String(css, StandardCharsets.UTF_8)
        .replaceAll(",url\\([^)]*\\.(?:woff|ttf)\\) ?format\\([^)]*\\)", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/" + KATEX + "/pom.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  /** A file of the class path, by its whole name. */
  static byte[] read(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = Assets.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("the program lacks its file " + resource);
    }
    return in;
  }
}
