package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells, from what a failed listing said, that the day's announcement is not out yet. */
public final class NotOutYet {
  private static final Pattern OTHER_DAY =
      Pattern.compile("holds the listing of (\\d{4}-\\d\\d-\\d\\d), not of (\\d{4}-\\d\\d-\\d\\d)");

  private NotOutYet() {}

  /** Whether the feed still holds an earlier listing than that of the date. */
  public static boolean isSaid(String failure, LocalDate date) {
    Matcher other = OTHER_DAY.matcher(failure);
    return other.find()
        && other.group(2).equals(date.toString())
        && other.group(1).compareTo(other.group(2)) < 0;
  }
}
