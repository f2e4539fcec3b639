package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import org.paperbeam.digest.NotSelected;
import org.paperbeam.records.DayManifest;

/** Why papers of a day are not in its digest; nearest to what is first. */
enum OtherGroup {
  NEAR("Near misses", "No score is more than one point below its cut-off."),
  BELOW("Below the cut-offs", "Scored, and further below."),
  UNSCORED("Not scored", "No answer could be had; the same command, run again, asks for them."),
  TITLE("Dropped by title", "The model called their titles clearly irrelevant."),
  H_INDEX("Below the h-index", "No author reaches the h-index that the profile asks for."),
  PREFILTER("Dropped by the pre-filter", "Ruled out by what was learnt from earlier scores.");

  /** Of these, and the papers. */
  record Papers(OtherGroup group, List<OtherView> papers) {}

  private final String title;
  private final String text;

  OtherGroup(String title, String text) {
    this.title = title;
    this.text = text;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }

  static OtherGroup of(DayManifest day, NotSelected paper) {
    return switch (paper.outcome()) {
      case BELOW_CUTOFF -> paper.isNear(day) ? NEAR : BELOW;
      case UNSCORED -> UNSCORED;
      case TITLE_FILTERED -> TITLE;
      case H_INDEX_FILTERED -> H_INDEX;
      case PREFILTERED -> PREFILTER;
      case SELECTED -> throw new IllegalStateException("a selected paper is not dropped");
    };
  }

  /** The groups that have papers, which keep their order. */
  static List<Papers> groups(List<OtherView> papers) {
    List<Papers> groups = new ArrayList<>();
    for (OtherGroup group : values()) {
      List<OtherView> members = papers.stream().filter(p -> p.group() == group).toList();
      if (!members.isEmpty()) {
        groups.add(new Papers(group, members));
      }
    }
    return List.copyOf(groups);
  }
}
