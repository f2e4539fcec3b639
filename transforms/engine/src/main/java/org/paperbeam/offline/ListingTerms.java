package org.paperbeam.offline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paperbeam.paper.ListedPaper;

/**
 * How common each term is in a listing. It grows while papers are added, and is only read after
 * that; what two workers have counted of one listing is put together by {@link #addAll}. For one
 * thread.
 */
final class ListingTerms {
  private final Map<String, Integer> papersWith = new HashMap<>();
  private int papers;

  /** Of these papers. */
  static ListingTerms of(List<ListedPaper> listing, TermCounter words) {
    ListingTerms terms = new ListingTerms();
    listing.forEach(paper -> terms.add(TermCounts.of(paper, words).keySet()));
    return terms;
  }

  /** One more paper, with these terms. */
  void add(Collection<String> terms) {
    papers++;
    terms.forEach(term -> papersWith.merge(term, 1, Integer::sum));
  }

  /** The papers of another part of the listing. */
  void addAll(ListingTerms other) {
    papers += other.papers;
    other.papersWith.forEach((term, count) -> papersWith.merge(term, count, Integer::sum));
  }

  /** How many papers there are. */
  int papers() {
    return papers;
  }

  /** In how many papers each term stands. */
  Map<String, Integer> papersWith() {
    return papersWith;
  }

  /** How rare a term is: finite for a term of no paper, 1 for a term of every paper. */
  double rarity(String term) {
    return rarity(papersWith.getOrDefault(term, 0), papers);
  }

  /** The same of a term that stands in so many of so many papers. */
  static double rarity(int papersWith, int papers) {
    return Math.log((papers + 1.0) / (papersWith + 1.0)) + 1;
  }
}
