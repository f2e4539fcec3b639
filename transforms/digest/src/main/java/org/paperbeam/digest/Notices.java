package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.UnscoredPaper;

/** Says in words and numbers what a reader of a day must know. None for an ordinary whole day. */
final class Notices {
  private Notices() {}

  static List<Notice> of(DayRecords day) {
    List<Notice> notices = new ArrayList<>(Remedial.notices(day.manifest()));
    if (!day.unscored().isEmpty()) {
      notices.add(new Notice(Notice.Kind.INCOMPLETE, incomplete(day)));
    }
    if (day.manifest().getListed() == 0) {
      notices.add(new Notice(Notice.Kind.EMPTY, empty(day.manifest())));
    } else if (day.manifest().getScorer().equals(DayManifest.OFFLINE)) {
      notices.add(
          new Notice(
              Notice.Kind.OFFLINE,
              "Scored offline: relevance only, by tf-idf similarity to the profile's topics and"
                  + " keywords. No language model read these papers, so there is no novelty and no"
                  + " comment."));
    }
    long leftOut = day.records().stream().filter(r -> Digest.isLeftOut(day, r)).count();
    if (leftOut > 0) {
      notices.add(
          new Notice(
              Notice.Kind.REPEATS,
              leftOut == 1
                  ? "1 selected paper is left out, because an earlier digest shows it."
                  : leftOut + " selected papers are left out, because earlier digests show them."));
    }
    if (day.records().stream().anyMatch(r -> r.getPaper().getDateBasis() == DateBasis.INFERRED)) {
      notices.add(
          new Notice(
              Notice.Kind.INFERRED,
              "Announcement dates are inferred from submission times: a paper that moderation held"
                  + " back was announced later than this."));
    }
    return List.copyOf(notices);
  }

  private static String incomplete(DayRecords day) {
    Map<String, Long> causes =
        day.unscored().stream()
            .collect(
                Collectors.groupingBy(
                    UnscoredPaper::getCause, TreeMap::new, Collectors.counting()));
    String why =
        causes.size() == 1
            ? causes.keySet().iterator().next()
            : causes.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "This digest is incomplete: %d of %d papers could not be scored (%s). The same command, run"
            + " again, asks for %s only.",
        day.unscored().size(),
        day.records().size(),
        why,
        day.unscored().size() == 1 ? "that one" : "those");
  }

  private static String empty(DayManifest day) {
    if (day.getEntries() == 0) {
      return "The source listed nothing for " + day.getDate() + ".";
    }
    return String.format(
        Locale.ROOT,
        "None of the %d entries of this listing is of the categories and announce types asked for.",
        day.getEntries());
  }
}
