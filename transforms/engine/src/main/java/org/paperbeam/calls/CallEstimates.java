package org.paperbeam.calls;

import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.llm.ChatOutcome.Answered;
import org.paperbeam.llm.Quirks;
import org.paperbeam.llm.Usage;
import org.paperbeam.money.Cost;
import org.paperbeam.money.Price;
import org.paperbeam.prompt.FinishReasons;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;

/**
 * The most that a call can use, before it is made. It learns from what calls really used. Not
 * thread-safe.
 */
public final class CallEstimates {
  /**
   * A comment of two sentences, another in the reader's language and their frame, in tokens; a
   * service cuts the answer off above.
   */
  private static final int MOST_A_SCORE = 220;

  private static final int MOST_AN_ID = 16;
  private static final int FRAME = 64;

  /** Models that reason bill their thoughts as completion. */
  private static final int THOUGHTS = 4_000;

  private static final int THOUGHTS_A_PAPER = 300;

  /** Until a service has shown how it counts, its count may be so much above ours. */
  private static final double UNSEEN = 1.4;

  private static final double MARGIN = 1.1;

  /** A bound that answers hit becomes so many times as high at the most. */
  private static final double MOST_GROWTH = 16;

  /** No model known answers with more; a higher bound is refused. */
  private static final int MOST = 128_000;

  /** What an answer may have where the service takes no bound on it. */
  private static final int UNBOUNDED = 32_768;

  /**
   * An answer with so many times the plain room that is cut off all the same will not do better.
   */
  private static final int GENEROUS = 3;

  /** A service that counts less than this share of a prompt has not read all of it. */
  private static final double READ = 0.6;

  private static final int SHORT_PROMPT = 300;

  private final boolean reasons;
  private final Map<Stage, Double> highestRatio = new EnumMap<>(Stage.class);
  private final Map<Stage, Double> growth = new EnumMap<>(Stage.class);
  private final Set<String> warnings = new LinkedHashSet<>();
  private boolean thoughtsNeedRoom;
  private double overshoot = 1;

  /** For a model by its name. */
  public CallEstimates(String model) {
    reasons = Quirks.reasons(model);
  }

  /** The bound to send along, in tokens; a hard one. */
  int mostCompletion(Stage stage, int papers) {
    double bound = base(stage, papers) * growth.getOrDefault(stage, 1.0);
    return (int) Math.min(MOST, bound);
  }

  /** The bound before any answer has hit it. */
  private int base(Stage stage, int papers) {
    int thoughts = reasons || thoughtsNeedRoom ? THOUGHTS + THOUGHTS_A_PAPER * papers : 0;
    return plain(stage, papers) + thoughts;
  }

  /** What an answer without thoughts needs. */
  int plain(Stage stage, int papers) {
    int each = stage == Stage.SCORES ? MOST_A_SCORE : MOST_AN_ID;
    return FRAME + each * papers;
  }

  /** Whether the answer may be so long that one which is cut off will be so with more room too. */
  public boolean isGenerous(Call call) {
    return call.request() == null
        || call.request().maxCompletionTokens()
            >= GENEROUS * plain(call.stage(), call.papers().size());
  }

  /**
   * The most that the call can use in all, in tokens: what the limits of a minute reserve for it.
   */
  long mostTokens(Stage stage, RenderedPrompt prompt, int mostCompletion, boolean bounded) {
    return mostPrompt(stage, prompt) + mostAnswer(mostCompletion, bounded);
  }

  /** The most that an answer can take; some services bill thoughts that the bound does not hold. */
  private long mostAnswer(int mostCompletion, boolean bounded) {
    int answer = bounded ? mostCompletion : Math.max(UNBOUNDED, mostCompletion);
    return (long) Math.ceil(answer * overshoot);
  }

  /** The most that the call can cost, in millionths of a US dollar; 0 when the price is unknown. */
  long mostCost(
      @Nullable Price price,
      Stage stage,
      RenderedPrompt prompt,
      int mostCompletion,
      boolean bounded) {
    if (price == null) {
      return 0;
    }
    return microUsd(price.cost(mostPrompt(stage, prompt), 0, mostAnswer(mostCompletion, bounded)));
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

  /**
   * Learns from an answered call: what it used, whether its bound was too low, whether the service
   * has read the whole prompt.
   *
   * @param thinks whether the model is known by now to think before it answers
   */
  void used(Call call, Answered answer, boolean thinks) {
    Stage stage = call.stage();
    Usage usage = answer.usage();
    if (usage.promptTokens() > 0 && call.promptTokens() > 0) {
      highestRatio.merge(stage, (double) usage.promptTokens() / call.promptTokens(), Math::max);
      warnOfCut(call, usage);
    }
    if (call.request() == null) {
      return;
    }
    int bound = call.request().maxCompletionTokens();
    overshoot = Math.max(overshoot, (double) usage.completionTokens() / bound);
    if (FinishReasons.isLength(answer.finishReason())) {
      if (thinks && !thoughtsNeedRoom && !reasons) {
        thoughtsNeedRoom = true;
      } else {
        // Against the bound that was sent: calls that were on their way with it grow it only once.
        double grown = Math.min(MOST_GROWTH, 2.0 * bound / base(stage, call.papers().size()));
        growth.merge(stage, grown, Math::max);
      }
    }
  }

  private void warnOfCut(Call call, Usage usage) {
    boolean cut =
        call.promptTokens() >= SHORT_PROMPT
            && usage.promptTokens() < READ * call.promptTokens()
            && usage.promptTokens() >= usage.cachedTokens();
    if (cut && warnings.isEmpty()) {
      warnings.add(
          ("the LLM service counted %,d tokens in a prompt of about %,d: it may read only a part of"
                  + " each, and not all of your criteria; give its model a larger context window, or"
                  + " ask in smaller prompts")
              .formatted(usage.promptTokens(), call.promptTokens()));
    }
  }

  /** What the user should know of how the service counts. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
