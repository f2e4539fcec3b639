package org.paperbeam.paper;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * arXiv identifiers, new ({@code 2503.18929}) and old ({@code hep-th/9901001}, {@code
 * math.GT/0309136}), as described at info.arxiv.org/help/arxiv_identifier.html. An id in our files
 * never carries a version.
 */
public final class ArxivId {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<id>(?<month>\\d{4})\\.\\d{4,5}|[a-z-]+(?:\\.[A-Z]{2})?/(?<oldmonth>\\d{4})\\d{3})"
              + "(?:v(?<version>[1-9]\\d{0,8}))?");

  /** Oldest first: by year and month of the id, old-style ids before new ones, then by text. */
  public static final Comparator<String> OLDEST_FIRST =
      Comparator.comparing(ArxivId::month).thenComparing(Comparator.naturalOrder());

  private ArxivId() {}

  /** An id with the version it was written with; version 0 when it was written without one. */
  public record Versioned(String id, int version) {}

  /** Reads {@code ID}, {@code IDvN}; empty for anything else. */
  public static Optional<Versioned> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String version = m.group("version");
    return Optional.of(
        new Versioned(m.group("id"), version == null ? 0 : Integer.parseInt(version)));
  }

  /** The paper's abstract page, where arXiv asks links to go. */
  public static String abstractPage(String id) {
    return "https://arxiv.org/abs/" + id;
  }

  /** Year and month of the id as {@code yyyymm}; the greatest number for one that is none. */
  public static int month(String id) {
    if (isNewStyle(id)) {
      return century(Integer.parseInt(id, 0, 4, 10));
    }
    Matcher m = FORM.matcher(id);
    if (!m.matches()) {
      return Integer.MAX_VALUE;
    }
    boolean old = m.group("oldmonth") != null;
    return century(Integer.parseInt(old ? m.group("oldmonth") : m.group("month")));
  }

  /** By hand: sorting a day's papers asks for it a thousand times. */
  private static boolean isNewStyle(String id) {
    if (id.length() < 9 || id.length() > 10 || id.charAt(4) != '.') {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (i != 4 && (id.charAt(i) < '0' || id.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  private static int century(int yymm) {
    // Ids begin in 1991: two digits of 91 to 99 are the last century's.
    return yymm + (yymm >= 9100 ? 190_000 : 200_000);
  }
}
