package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;

/** A week as one digest: the selected papers of its days, best first, none twice. */
public final class WeekDigest {
  private WeekDigest() {}

  /**
   * Puts the days of a week together. What is said of single days is left out, but that papers of
   * them could not be scored.
   *
   * @param days oldest first, at least one
   */
  public static Digest of(List<Digest> days) {
    Digest last = days.get(days.size() - 1);
    List<Notice> notices = new ArrayList<>();
    List<Digest.Unscored> unscored = new ArrayList<>();
    for (Digest day : days) {
      unscored.addAll(day.unscored());
      day.notices().stream()
          .filter(notice -> notice.kind() == Notice.Kind.INCOMPLETE)
          .forEach(
              notice -> notices.add(new Notice(notice.kind(), day.date() + ": " + notice.text())));
    }
    return new Digest(
        last.day(),
        last.summary().toBuilder()
            .setListed(days.stream().mapToLong(day -> day.summary().getListed()).sum())
            .setDuplicates(days.stream().mapToLong(day -> day.summary().getDuplicates()).sum())
            .setUnscored(days.stream().mapToLong(day -> day.summary().getUnscored()).sum())
            .setComplete(days.stream().allMatch(day -> day.summary().isComplete()))
            .build(),
        List.copyOf(notices),
        List.copyOf(MonthIndex.best(days)),
        List.copyOf(unscored),
        List.of(),
        List.of());
  }
}
