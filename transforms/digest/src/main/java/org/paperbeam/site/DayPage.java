package org.paperbeam.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.citation.CitedPaper;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Money;
import org.paperbeam.digest.Notice;
import org.paperbeam.digest.PlainText;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.DayUsage;

/**
 * The page of a day.
 *
 * @param papers best first
 * @param topics the profile's topics, in its order
 * @param previous the date before that has a digest, or null
 * @param next the date after that has a digest, or null
 */
record DayPage(
    Digest digest,
    List<PaperView> papers,
    List<String> topics,
    @Nullable String previous,
    @Nullable String next) {
  /** A number of the day, or a word about it, with its name. */
  record Fact(String name, String value) {}

  /** Something to choose papers by, and how many have it. */
  record Choice(String name, int papers) {}

  /** A paper that could not be scored, as text that is not yet escaped. */
  record Unscored(String id, List<TexText.Piece> title, String cause) {
    String abstractPage() {
      return ArxivId.abstractPage(id);
    }
  }

  static DayPage of(
      Digest digest, ReaderTopics topics, @Nullable String previous, @Nullable String next) {
    List<PaperView> papers = PaperView.of(digest.date(), digest.papers(), topics);
    return new DayPage(digest, papers, topics.names(), previous, next);
  }

  String date() {
    return digest.date();
  }

  /** The papers by their scores, without those of {@link #followed}. */
  List<PaperView> ranked() {
    List<PaperView> apart = followed();
    return papers.stream().filter(paper -> !apart.contains(paper)).toList();
  }

  /**
   * Papers of followed authors, which stand in a place of their own once any of them is scored, by
   * these scores; where none is, nothing tells them apart, and they come first of all.
   */
  List<PaperView> followed() {
    List<PaperView> matches = papers.stream().filter(PaperView::authorMatch).toList();
    return matches.stream().allMatch(paper -> paper.relevance() == null)
        ? List.of()
        : matches.stream().sorted(Comparator.comparingInt(DayPage::worth).reversed()).toList();
  }

  private static int worth(PaperView paper) {
    Integer relevance = paper.relevance();
    Integer novelty = paper.novelty();
    return (relevance == null ? 0 : relevance) + (novelty == null ? 0 : novelty);
  }

  /** When the digest last said something else than before, ISO with time, UTC. */
  String updated() {
    return digest.day().getGenerated();
  }

  String month() {
    return digest.month();
  }

  String monthName() {
    return Dates.period(month());
  }

  String shortMonthName() {
    return Dates.shortPeriod(month());
  }

  String inWords() {
    return Dates.inWords(date());
  }

  /** What has to be said first, but for {@link #backfill}. */
  List<Notice> notices() {
    return digest.notices().stream()
        .filter(notice -> notice.kind() != Notice.Kind.INFERRED)
        .filter(notice -> notice.kind() != Notice.Kind.REMEDIAL)
        .toList();
  }

  /** What is said of a day that was filled in later, on one line; null when it was not. */
  @Nullable Backfill backfill() {
    return Backfill.of(digest);
  }

  @Nullable String prompt() {
    String prompt = digest.day().getPrompt();
    return prompt == null ? null : PlainText.cleanLines(prompt);
  }

  /** What was asked about titles; null when nothing was, or nobody noted it. */
  @Nullable String titlePrompt() {
    String prompt = digest.day().getTitlePrompt();
    return prompt == null ? null : PlainText.cleanLines(prompt);
  }

  boolean hasMath() {
    return papers.stream().anyMatch(PaperView::hasMath)
        || unscored().stream().flatMap(u -> u.title().stream()).anyMatch(TexText.Piece::math);
  }

  /** The papers that could not be scored, oldest first. */
  List<Unscored> unscored() {
    return digest.unscored().stream()
        .map(
            paper ->
                new Unscored(
                    paper.arxivId(),
                    TexText.pieces(PlainText.clean(paper.title())),
                    PlainText.clean(paper.cause())))
        .toList();
  }

  /** The day in one sentence. */
  String summary() {
    return Counts.of(digest.papers().size())
        + (" of " + Counts.of(digest.scanned()) + " papers selected.");
  }

  /** The papers that are not selected, near misses first; made anew with every call. */
  List<OtherView> others() {
    return OtherView.of(digest.day(), digest.notSelected());
  }

  /** How many papers there are that are not selected, in words; empty for none. */
  String otherCount() {
    int all = digest.notSelected().size();
    long near =
        digest.notSelected().stream()
            .filter(paper -> OtherGroup.of(digest.day(), paper) == OtherGroup.NEAR)
            .count();
    return all == 0
        ? ""
        : Counts.of(all)
            + (all == 1 ? " paper" : " papers")
            + (near == 0 ? "" : ", " + near + (near == 1 ? " near miss" : " near misses"));
  }

  /** What reference managers read in the page's head: tags for one paper, or a list of papers. */
  List<CitedPaper.Field> citations() {
    return papers.size() == 1
        ? papers.get(0).cited().tags()
        : papers.stream().map(paper -> paper.cited().reference()).toList();
  }

  boolean hasScores() {
    return papers.stream().anyMatch(paper -> paper.relevance() != null);
  }

  ScoreChart scores() {
    return ScoreChart.of(this);
  }

  OutcomeChart outcomes() {
    return OutcomeChart.of(digest);
  }

  /** The categories of the day's papers, most papers first. */
  List<Choice> categories() {
    Map<String, Integer> counts = new TreeMap<>();
    papers.forEach(p -> p.categories().forEach(c -> counts.merge(c, 1, Integer::sum)));
    List<Choice> choices = new ArrayList<>();
    counts.forEach((name, count) -> choices.add(new Choice(name, count)));
    choices.sort((a, b) -> Integer.compare(b.papers(), a.papers()));
    return choices;
  }

  /** What the choice of topics is called: who said them is said where the model did not. */
  String topicLabel() {
    long byModel = papers.stream().filter(PaperView::isTopicByModel).count();
    if (byModel == 0) {
      return "Topic, by its words";
    }
    return byModel == papers.size() ? "Topic" : "Topic, partly by words";
  }

  /** How many of the day's papers each topic has, in the profile's order. */
  TopicTable topicTable() {
    return TopicTable.ofDay(papers, topics);
  }

  /** Totals, who scored, and the cost; what is 0 is left out. */
  List<Fact> facts() {
    DaySummary day = digest.summary();
    DayUsage usage = digest.day().getUsage();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Entries listed", Counts.of(day.getEntries())));
    facts.add(new Fact("Papers scanned", Counts.of(digest.scanned())));
    facts.add(new Fact("Papers selected", Counts.of(day.getSelected())));
    addCount(facts, "By authors you follow", day.getAuthorMatches());
    addCount(facts, "Not scored", day.getUnscored());
    facts.add(new Fact("Cut-offs", cutOffs()));
    facts.add(new Fact("Scored by", PlainText.clean(digest.scoredBy())));
    addCount(facts, "Tokens", usage.getPromptTokens() + usage.getCompletionTokens());
    facts.add(new Fact("Cost", Money.format(Money.total(usage))));
    return facts;
  }

  /** What a paper needs to be selected; no novelty where nobody judges it. */
  private String cutOffs() {
    DayManifest day = digest.day();
    return "relevance "
        + day.getMinRelevance()
        + (day.getScorer().equals(DayManifest.OFFLINE) ? "" : ", novelty " + day.getMinNovelty());
  }

  private static void addCount(List<Fact> facts, String name, long count) {
    if (count > 0) {
      facts.add(new Fact(name, Counts.of(count)));
    }
  }
}
