package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Money;
import org.paperbeam.digest.Notice;
import org.paperbeam.digest.PlainText;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.DayUsage;

/**
 * The page of a day.
 *
 * @param previous the date before that has a digest, or null
 * @param next the date after that has a digest, or null
 */
record DayPage(Digest digest, @Nullable String previous, @Nullable String next) {
  /** A number of the day, or a word about it, with its name. */
  record Fact(String name, String value) {}

  String date() {
    return digest.date();
  }

  String month() {
    return digest.month();
  }

  String inWords() {
    return Dates.inWords(date());
  }

  List<Notice> notices() {
    return digest.notices();
  }

  List<PaperView> papers() {
    return PaperView.of(digest.papers());
  }

  @Nullable String prompt() {
    String prompt = digest.day().getPrompt();
    return prompt == null ? null : PlainText.cleanLines(prompt);
  }

  /** The day in one sentence. */
  String summary() {
    return String.format(
        Locale.ROOT, "%,d of %,d papers selected.", digest.papers().size(), digest.scanned());
  }

  /** Totals, what was dropped where, who scored, and the cost; what is 0 is left out. */
  List<Fact> facts() {
    DaySummary day = digest.summary();
    DayUsage usage = digest.day().getUsage();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Entries listed", number(day.getEntries())));
    facts.add(new Fact("Papers scanned", number(digest.scanned())));
    addCount(facts, "Below the h-index", day.getHIndexFiltered());
    addCount(facts, "Dropped by title", day.getTitleFiltered());
    addCount(facts, "Dropped by the pre-filter", day.getPrefiltered());
    addCount(facts, "Below the cut-offs", day.getBelowCutoff());
    addCount(facts, "Not scored", day.getUnscored());
    facts.add(new Fact("Papers selected", number(day.getSelected())));
    addCount(facts, "By authors you follow", day.getAuthorMatches());
    facts.add(
        new Fact(
            "Least relevance, novelty",
            digest.day().getMinRelevance() + ", " + digest.day().getMinNovelty()));
    facts.add(new Fact("Scored by", PlainText.clean(digest.scoredBy())));
    addCount(facts, "Tokens", usage.getPromptTokens() + usage.getCompletionTokens());
    facts.add(new Fact("Cost", Money.format(Money.total(usage))));
    return facts;
  }

  private static void addCount(List<Fact> facts, String name, long count) {
    if (count > 0) {
      facts.add(new Fact(name, number(count)));
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
