package org.paperbeam.latex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The TeX of a formula as a typesetter takes it that knows LaTeX's own commands and no package or
 * macro: what has another name there is renamed, and a macro of the author's own is set by its
 * name.
 */
final class MathSource {
  private static final String FILE = "math-commands.txt";

  /** The commands that are known, without the backslash. */
  static final Set<String> KNOWN = known();

  /** What packages call otherwise; an empty text leaves the command out. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("sfrac", "\\frac"),
          Map.entry("nicefrac", "\\frac"),
          Map.entry("mathds", "\\mathbb"),
          Map.entry("mathbbm", "\\mathbb"),
          Map.entry("mathbbmss", "\\mathbb"),
          Map.entry("textsc", "\\text"),
          Map.entry("textsl", "\\text"),
          Map.entry("emph", "\\text"),
          Map.entry("bold", "\\mathbf"),
          Map.entry("mathpzc", "\\mathcal"),
          Map.entry("ensuremath", ""),
          Map.entry("xspace", ""),
          Map.entry("protect", ""),
          Map.entry("limits", "\\limits"),
          Map.entry("nolimits", "\\nolimits"));

  private static final Pattern COMMAND = Pattern.compile("\\\\(?:([A-Za-z]+)|(?s:.))");
  private static final Pattern UNICODE =
      Pattern.compile("\\\\unicode(?:\\[[^\\]]*\\])?\\{(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))\\}");
  private static final Pattern LINK =
      Pattern.compile("\\\\(?:href|url)\\s*(?:\\{[^{}]*\\}\\s*)?\\{([^{}]*)\\}");
  private static final Pattern PLAIN_TEXT = Pattern.compile("[^\\\\_^$%#&~]*");
  private static final Pattern LABEL =
      Pattern.compile("\\\\(?:label|tag|nonumber)\\*?(?:\\{[^{}]*\\})?");

  private MathSource() {}

  static String readable(String tex) {
    // Some services escape for XML twice.
    String once =
        tex.indexOf('&') < 0
            ? tex
            : tex.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    if (once.indexOf('\\') < 0) {
      return once;
    }
    String named =
        UNICODE
            .matcher(once)
            .replaceAll(m -> Matcher.quoteReplacement(character(m.group(1), m.group(2))));
    String unlinked =
        LINK.matcher(named).replaceAll(m -> Matcher.quoteReplacement(linked(m.group(1))));
    String bare = LABEL.matcher(unlinked).replaceAll("");
    return COMMAND
        .matcher(bare)
        .replaceAll(m -> Matcher.quoteReplacement(command(m.group(), m.group(1), bare, m.end())));
  }

  private static String command(String whole, String name, String tex, int end) {
    if (name == null) {
      return whole;
    }
    String other = RENAMED.get(name);
    if (other != null) {
      // A name that ends where a letter begins would run on into it.
      boolean glued = end < tex.length() && Character.isLetter(tex.charAt(end));
      return other + (glued && !other.isEmpty() ? " " : "");
    }
    return KNOWN.contains(name) ? whole : "\\operatorname{" + name + "}";
  }

  /** What a link shows; a typesetter that trusts nobody makes no links. */
  private static String linked(String text) {
    return PLAIN_TEXT.matcher(text).matches() ? "\\text{" + text + "}" : "{" + text + "}";
  }

  private static String character(String hex, String decimal) {
    int code = hex != null ? Integer.parseInt(hex, 16) : Integer.parseInt(decimal);
    if (!Character.isValidCodePoint(code)
        || !Character.isDefined(code)
        || Character.isISOControl(code)) {
      return "";
    }
    return "\\text{" + Character.toString(code) + "}";
  }

  private static Set<String> known() {
    try (InputStream in = MathSource.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Pattern.compile(" ").splitAsStream(line))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
