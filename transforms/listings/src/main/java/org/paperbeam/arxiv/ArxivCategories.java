package org.paperbeam.arxiv;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.paperbeam.paper.AnnounceType;

/**
 * arXiv's categories, as each service writes them (arxiv.org/category_taxonomy). A category asked
 * for is a category ({@code cs.LG}), or an archive ({@code cs}, {@code hep-th}), which stands for
 * all of its categories.
 */
final class ArxivCategories {
  /** A category's form; ACM and MSC classes ({@code I.2.7}, {@code 68T05}) stand among them too. */
  static final Pattern FORM = Pattern.compile("[a-z]+(?:-[a-z]+)*(?:\\.[A-Za-z][A-Za-z-]*)?");

  /** Archives outside physics are groups of their own; all others are in the group physics. */
  private static final Set<String> OWN_GROUPS =
      Set.of("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat");

  private ArxivCategories() {}

  /** The categories among these words, in their order, each once. */
  static List<String> among(List<String> words) {
    return words.stream()
        .map(String::strip)
        .filter(w -> FORM.matcher(w).matches())
        .distinct()
        .toList();
  }

  /** Whether one of the categories asked for is or holds this one, under any of its names. */
  static boolean covers(List<String> asked, String category) {
    Set<String> names = ArxivTaxonomy.coveredNames(asked);
    return names.contains(category) || names.contains(archive(category));
  }

  /** New when the primary category (the first) was asked for, otherwise a cross-list. */
  static boolean isPrimary(List<String> asked, List<String> paperCategories) {
    return covers(asked, paperCategories.get(0));
  }

  static AnnounceType firstType(List<String> asked, List<String> paperCategories) {
    return isPrimary(asked, paperCategories) ? AnnounceType.NEW : AnnounceType.CROSS;
  }

  static AnnounceType laterType(List<String> asked, List<String> paperCategories) {
    return isPrimary(asked, paperCategories) ? AnnounceType.REPLACE : AnnounceType.REPLACE_CROSS;
  }

  /** OAI-PMH's set of a category: {@code cs:cs:LG}, {@code cs}, {@code physics:hep-th}. */
  static String oaiSet(String category) {
    String archive = archive(category);
    boolean own = OWN_GROUPS.contains(archive);
    if (archive.equals(category)) {
      return own ? archive : "physics:" + archive;
    }
    return (own ? archive : "physics")
        + ":"
        + archive
        + ":"
        + category.substring(archive.length() + 1);
  }

  /** The API's search term: {@code cat:cs.LG}; an archive has papers of its own and categories. */
  static String searchTerm(String category) {
    return archive(category).equals(category)
        ? "cat:" + category + " OR cat:" + category + ".*"
        : "cat:" + category;
  }

  private static String archive(String category) {
    return ArxivTaxonomy.archive(category);
  }
}
