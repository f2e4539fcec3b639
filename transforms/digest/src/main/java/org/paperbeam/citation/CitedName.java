package org.paperbeam.citation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in the parts by which lists of references sort. arXiv gives a name as one string, so the
 * parts are found by its words: particles ({@code van den}, {@code de la}) belong to the last name,
 * also when they are written with a capital; a suffix ({@code Jr.}, {@code III}) to neither. Who is
 * no person, or has one name alone, has a last name and nothing else. Immutable.
 *
 * @param last with its particles; the whole name when it has no other part
 * @param first all given names; empty when there is none
 * @param suffix empty when there is none
 */
public record CitedName(String last, String first, String suffix) {
  private static final Pattern SUFFIX =
      Pattern.compile("(?:Jr|Sr)\\.?|II|III|IV|VI{1,3}|Ph\\.? ?D\\.?|M\\.? ?D\\.?|Esq\\.?");
  private static final Pattern WITH_COMMA = Pattern.compile("(.+), (" + SUFFIX + ")");
  private static final Pattern NO_PERSON =
      Pattern.compile(
          "[,:;()\\d]|(?iu)\\b(?:collaborations?|consortium|team|groups?|project|initiative|society"
              + "|institute|universit\\w+|laborator\\w+|committee|alliance|network|members?|authors"
              + "|contributors|experiment|for|and|of|the)\\b");

  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "vom", "vander", "de", "del", "della", "delle", "dello", "den", "der",
          "des", "di", "da", "dal", "dalla", "das", "do", "dos", "du", "la", "las", "le", "les",
          "lo", "los", "op", "te", "ten", "ter", "'t", "zu", "zum", "zur", "af", "av", "al", "ap",
          "bin", "bint", "ibn", "ben", "el", "ul", "d'", "dell'", "mac", "st.", "saint");

  /** These are given names, too, or last names of their own, when they begin with a capital. */
  private static final Set<String> SMALL_ONLY =
      Set.of(
          "do", "das", "la", "las", "le", "les", "lo", "op", "te", "av", "af", "ap", "ul", "mac",
          "ben", "bin", "saint", "st.");

  /** After one of these Van is a middle name. */
  private static final Set<String> VIETNAMESE =
      Set.of(
          "nguyen", "nguyễn", "tran", "trần", "le", "lê", "pham", "phạm", "hoang", "hoàng", "vu",
          "vũ", "vo", "võ", "dang", "đặng", "bui", "bùi", "ngo", "ngô", "duong", "dương", "dinh");

  /** Finds the parts of a name that is written as it is spoken. */
  public static CitedName of(String name) {
    String whole = name.replaceAll("[{}]", "").strip().replaceAll("\\s+", " ");
    Matcher comma = WITH_COMMA.matcher(whole);
    String suffix = "";
    String rest = whole;
    if (comma.matches()) {
      rest = comma.group(1);
      suffix = comma.group(2);
    }
    List<String> words = new ArrayList<>(List.of(rest.split(" ")));
    if (suffix.isEmpty() && words.size() > 2 && isSuffix(words.get(words.size() - 1))) {
      suffix = words.remove(words.size() - 1);
      rest = String.join(" ", words);
    }
    if (words.size() < 2 || NO_PERSON.matcher(rest).find()) {
      return new CitedName(whole, "", "");
    }
    int start = lastName(words);
    return new CitedName(
        String.join(" ", words.subList(start, words.size())),
        String.join(" ", words.subList(0, start)),
        suffix);
  }

  private static boolean isSuffix(String word) {
    return SUFFIX.matcher(word).matches();
  }

  /** The index of the word with which the last name begins; 1 or more. */
  private static int lastName(List<String> words) {
    int end = words.size() - 1;
    // Ortega y Gasset.
    if (end > 1 && words.get(end - 1).equals("y")) {
      return Math.max(1, end - 2);
    }
    int start = 1;
    while (start < end && !PARTICLES.contains(words.get(start))) {
      start++;
    }
    while (start > 1 && isParticleWithCapital(words, start - 1)) {
      start--;
    }
    return start;
  }

  private static boolean isParticleWithCapital(List<String> words, int index) {
    String word = words.get(index).toLowerCase(Locale.ROOT);
    return PARTICLES.contains(word)
        && !SMALL_ONLY.contains(word)
        && !VIETNAMESE.contains(words.get(index - 1).toLowerCase(Locale.ROOT));
  }

  /** Whether it has one part alone: nobody may turn it round or cut it. */
  public boolean isWhole() {
    return first.isEmpty();
  }

  /** {@code Last, First}, as catalogues have it; with its suffix in between. */
  public String inverted() {
    if (isWhole()) {
      return last;
    }
    return last + (suffix.isEmpty() ? "" : ", " + suffix) + ", " + first;
  }

  /** As BibTeX reads it; one part alone stands in braces, which nobody looks into. */
  public String bibtex() {
    return isWhole() ? "{" + last + "}" : inverted();
  }
}
