package org.paperbeam.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The papers of a day that are not in its digest, on a page of their own.
 *
 * @param others near misses first
 */
record OthersPage(DayPage day, List<OtherView> others) {
  /** By why they are not selected. */
  List<OtherGroup.Papers> groups() {
    return OtherGroup.groups(others);
  }

  /** The ids of the papers that are the first with their scores, to which pictures link. */
  Set<String> firstOfPairs() {
    Map<String, String> firsts = new HashMap<>();
    others.stream()
        .filter(OtherView::isBelow)
        .forEach(paper -> firsts.putIfAbsent(paper.pair(), paper.id()));
    return Set.copyOf(firsts.values());
  }

  boolean hasMath() {
    return others.stream().anyMatch(OtherView::hasMath);
  }
}
