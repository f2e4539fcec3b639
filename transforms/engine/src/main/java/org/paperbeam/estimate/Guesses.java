package org.paperbeam.estimate;

import java.net.URI;
import java.util.Locale;
import org.paperbeam.llm.Quirks;

/**
 * What only the answers will tell, guessed from what past calls in the ledger show; where it shows
 * none, from a year of published digests and the usual rules. Immutable.
 */
final class Guesses {
  /** Of the titles of fourteen announcement days, a filter by topic dropped three of ten. */
  private static final double DROPPED = 0.3;

  /** As if so many titles had shown it: other topics drop other shares. */
  private static final double DROPPED_WEIGHT = 10;

  /** How far a day's share is from the others', papers apart (standard deviation). */
  private static final double DAY_SPREAD = 0.03;

  /** Of the scored papers of thirteen days, one in nine was within a point of a cut-off. */
  private static final double NEAR = 0.11;

  /** As if so many scored papers had shown it: other topics and cut-offs have other shares. */
  private static final double NEAR_WEIGHT = 50;

  /** The share of the papers asked about twice whose two answers decide otherwise. */
  private static final Range TORN = new Range(0.03, 0.11, 0.3);

  /** An arXiv id with its quotes and comma. */
  private static final double TOKENS_AN_ID = 5;

  /** Scores with a comment of one sentence or two. */
  private static final Range TOKENS_A_SCORE = new Range(30, 45, 100);

  /** One sentence more, in the reader's language; scripts of few letters take the most. */
  private static final Range TOKENS_A_SUMMARY = new Range(25, 45, 110);

  /** What a model that reasons thinks about a paper; it differs widely. */
  private static final Range THOUGHTS_A_PAPER = new Range(30, 120, 500);

  private static final double CHARACTERS_A_TOKEN = 4;
  private static final double FEWEST_CHARACTERS_A_TOKEN = 3;

  private final CallHistory history;
  private final boolean countsAsWeDo;
  private final boolean reasons;
  private final Range tokensOfScore;

  Guesses(CallHistory history, String url, String model, boolean summaries) {
    this.history = history;
    this.countsAsWeDo = isOpenAi(url);
    this.reasons = Quirks.reasons(model);
    this.tokensOfScore = summaries ? TOKENS_A_SCORE.plus(TOKENS_A_SUMMARY) : TOKENS_A_SCORE;
  }

  /** Only OpenAI's own models publish their encoding, and only there do names tell the model. */
  private static boolean isOpenAi(String url) {
    String host = URI.create(url).getHost();
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return name.equals("api.openai.com")
        || name.endsWith(".openai.com")
        || name.endsWith(".openai.azure.com");
  }

  /** The share of titles that a day's title filter drops, 0 to 1; {@code least} is the lowest. */
  Range droppedShare(int titles) {
    double seen = history.getTitles() + DROPPED_WEIGHT;
    return ofADay((history.getDropped() + DROPPED * DROPPED_WEIGHT) / seen, titles, seen);
  }

  /** The share of a day's scored papers that are asked about again for they are near a cut-off. */
  Range nearShare(int scored) {
    double seen = history.getScored() + NEAR_WEIGHT;
    return ofADay((history.getNear() + NEAR * NEAR_WEIGHT) / seen, scored, seen);
  }

  /** The share of those that are asked about a third time. */
  Range tornShare() {
    return TORN;
  }

  /** A day's share, where that share of {@code seen} papers is known of other days. */
  private static Range ofADay(double share, int papers, double seen) {
    double chance = share * (1 - share) * (1.0 / Math.max(1, papers) + 1 / seen);
    double spread = 2 * Math.sqrt(chance + DAY_SPREAD * DAY_SPREAD);
    return new Range(share - spread, share, share + spread).map(s -> Math.min(1, Math.max(0, s)));
  }

  /** Prompt tokens as the service will count them. */
  Range promptTokens(long counted, long characters) {
    if (history.getCounted() > 0) {
      return Range.about(counted * (double) history.getPrompt() / history.getCounted(), 3);
    }
    if (countsAsWeDo) {
      return Range.about(counted, 3);
    }
    double most = characters / FEWEST_CHARACTERS_A_TOKEN;
    double likely = characters / CHARACTERS_A_TOKEN;
    return new Range(Math.min(counted, likely), likely, Math.max(counted, most));
  }

  /** The share of the prompt tokens that the service bills as cached; 0 until it has shown one. */
  double cachedShare() {
    return history.getPrompt() == 0 ? 0 : (double) history.getCached() / history.getPrompt();
  }

  /** Completion tokens of answers about titles, of which that share is dropped. */
  Range titleCompletion(int titles, double share) {
    if (history.getTitlesAsked() > 0) {
      double each = (double) history.getTitleCompletion() / history.getTitlesAsked();
      return Range.about(titles * each, 15);
    }
    return Range.about(titles * share * TOKENS_AN_ID, 30).plus(thoughts(titles));
  }

  /** Completion tokens of answers about so many abstracts. */
  Range scoreCompletion(int abstracts) {
    if (history.getAbstractsAsked() > 0) {
      double each = (double) history.getScoreCompletion() / history.getAbstractsAsked();
      return Range.about(abstracts * each, 10);
    }
    return tokensOfScore.map(each -> each * abstracts).plus(thoughts(abstracts));
  }

  private Range thoughts(int papers) {
    return reasons ? THOUGHTS_A_PAPER.map(each -> each * papers) : Range.ZERO;
  }
}
