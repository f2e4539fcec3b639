package org.paperbeam.calls;

import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.Quirks;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Cost;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;

/**
 * The most that a call can use, before it is made. It learns from what calls really used. Not
 * thread-safe.
 */
public final class CallEstimates {
  /** A comment of two sentences and its frame, in tokens; a service cuts the answer off above. */
  private static final int MOST_A_SCORE = 220;

  private static final int MOST_AN_ID = 16;
  private static final int FRAME = 64;

  /** Models that reason bill their thoughts as completion. */
  private static final int THOUGHTS = 4_000;

  private static final int THOUGHTS_A_PAPER = 300;

  /** Until a service has shown how it counts, its count may be so much above ours. */
  private static final double UNSEEN = 1.4;

  private static final double MARGIN = 1.1;

  private final boolean reasons;
  private final Map<Stage, Double> highestRatio = new EnumMap<>(Stage.class);

  /** For a model by its name. */
  public CallEstimates(String model) {
    reasons = Quirks.reasons(model);
  }

  /** The bound to send along, in tokens; a hard one. */
  int mostCompletion(Stage stage, int papers) {
    int each = stage == Stage.SCORES ? MOST_A_SCORE : MOST_AN_ID;
    int thoughts = reasons ? THOUGHTS + THOUGHTS_A_PAPER * papers : 0;
    return FRAME + each * papers + thoughts;
  }

  /**
   * The most that the call can use in all, in tokens: what the limits of a minute reserve for it.
   */
  long mostTokens(Stage stage, RenderedPrompt prompt, int mostCompletion) {
    return mostPrompt(stage, prompt) + mostCompletion;
  }

  /** The most that the call can cost, in millionths of a US dollar; 0 when the price is unknown. */
  long mostCost(@Nullable Price price, Stage stage, RenderedPrompt prompt, int mostCompletion) {
    if (price == null) {
      return 0;
    }
    return microUsd(price.cost(mostPrompt(stage, prompt), 0, mostCompletion));
  }

  /**
   * The most that the service can count for the prompt. It may count otherwise than the model's
   * encoding, some by characters; so a quarter of the characters, rounded up, is the least.
   */
  private long mostPrompt(Stage stage, RenderedPrompt prompt) {
    Double seen = highestRatio.get(stage);
    double factor = seen == null ? UNSEEN : Math.max(1, seen) * MARGIN;
    String schema = prompt.schemaJson();
    int characters =
        prompt.system().length() + prompt.user().length() + (schema == null ? 0 : schema.length());
    return Math.max((long) Math.ceil(prompt.promptTokens() * factor), (characters + 3L) / 4);
  }

  /** Millionths of a US dollar, rounded up. */
  static long microUsd(Cost cost) {
    return cost.totalUsd().movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** Learns from an answered call. */
  void used(Stage stage, int promptTokens, Usage usage) {
    if (usage.promptTokens() > 0 && promptTokens > 0) {
      highestRatio.merge(stage, (double) usage.promptTokens() / promptTokens, Math::max);
    }
  }
}
