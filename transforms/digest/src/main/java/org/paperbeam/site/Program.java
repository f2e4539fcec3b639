package org.paperbeam.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;

/**
 * What pages are made by. Pages that another version made are all made again: a day's own pages in
 * a new style among a thousand in the old one would be no site.
 */
final class Program {
  /**
   * To be raised when the Java code of this package or of {@code digest} makes other pages of the
   * same digests. Templates, styles and scripts are looked at themselves.
   */
  private static final int FORM = 5;

  private static final List<String> TEMPLATES =
      List.of(
          "backfill",
          "calendar",
          "day",
          "dayschart",
          "distributionchart",
          "evaluation",
          "evaluations",
          "home",
          "inbox",
          "layout",
          "month",
          "months",
          "notices",
          "others",
          "outcomechart",
          "paper",
          "periodtools",
          "ranked",
          "score",
          "scorechart",
          "search",
          "squarechart",
          "starred",
          "step",
          "tex",
          "topictable",
          "tools",
          "year");

  private static volatile String mark = "";

  private Program() {}

  /** Another one for every version that makes other pages; worked out once a process. */
  static String mark() throws IOException {
    String known = mark;
    if (known.isEmpty()) {
      known = make();
      mark = known;
    }
    return known;
  }

  /** The same for pages that name an address of their own; null when they name none. */
  static String mark(@Nullable String siteUrl) throws IOException {
    return siteUrl == null ? mark() : mark() + "-" + Sha256.of(siteUrl).substring(0, 8);
  }

  private static String make() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(1 << 20);
    all.write(FORM);
    for (Map.Entry<String, byte[]> asset : Assets.all().entrySet()) {
      all.write(asset.getKey().getBytes(StandardCharsets.UTF_8));
      all.write(asset.getValue());
    }
    for (String template : TEMPLATES) {
      for (String ending : List.of(".class", ".bin")) {
        all.write(read("Jte" + template + "Generated" + ending));
      }
    }
    return Sha256.of(all.toByteArray()).substring(0, 16);
  }

  /** The code and the texts of a template; one without any text has no file of them. */
  private static byte[] read(String file) throws IOException {
    try (InputStream in = Program.class.getResourceAsStream(file)) {
      if (in == null && file.endsWith(".class")) {
        throw new IOException("the program lacks its file " + file);
      }
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }
}
