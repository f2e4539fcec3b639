package org.paperbeam.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.secret.Secret;

/**
 * Two services of a run, one after the other: the second is asked what the first leaves without an
 * answer, and all that is left when the first gives no answers any more. Each has its own ledger
 * keys, rate and price; the cost cap is one for both, and when it is reached nobody takes over.
 */
final class Takeover {
  private final ScoreConfig config;
  private final ScoreConfig fallback;
  private final ServiceLane lane;
  private final FallbackQuestions questions;

  Takeover(ScoreConfig config, ScoreConfig fallback, ServiceLane lane) {
    this.config = config;
    this.fallback = fallback;
    this.lane = lane;
    this.questions = FallbackQuestions.of(config);
  }

  /**
   * Works dates through.
   *
   * @param keys of the first service and of the second
   * @param known answers that the run has already
   */
  LaneTally work(
      List<Secret> keys,
      Iterator<DayPrompts> days,
      FirstAnswers<PaperAnswer> known,
      BeamOutput output)
      throws IOException, InterruptedException {
    String model = config.getLlm().model();
    String other = fallback.getLlm().model();
    FirstOutput first = new FirstOutput(output);
    LaneTally tally = lane.work(config, keys.get(0), other, first.taking(days), known, first);
    if (!first.isToBeTakenOver(tally)) {
      first.release();
      return tally;
    }
    String name = other + " at " + fallback.getLlm().url();
    output.notice("%s takes over %d papers".formatted(name, first.left().papers()));
    FallbackOutput second = new FallbackOutput(output, first, name);
    LaneTally more = lane.work(fallback, keys.get(1), model, left(first.left()), known, second);
    Set<String> warnings = new LinkedHashSet<>(tally.getWarnings());
    warnings.addAll(second.warnings());
    warnings.addAll(more.getWarnings());
    return tally.plus(more).toBuilder().setWarnings(List.copyOf(warnings)).build();
  }

  /** What is left, cut anew: another model counts otherwise, and its prompts are its own. */
  private Iterator<DayPrompts> left(LeftPapers left) {
    Prompts prompts = Prompts.of(fallback.getPrompts());
    List<DayPrompts> days = new ArrayList<>();
    for (String date : left.dates()) {
      List<PaperQuestion> asks = new ArrayList<>();
      for (PaperQuestion question : left.of(date)) {
        // What got no score had passed by its title.
        boolean kept = question.isTitleKept() || left.reason(question) != null;
        asks.add(PackPrompts.counted(prompts, questions.ask(question, kept)));
      }
      days.add(DayPrompts.cut(prompts, date, asks));
    }
    return days.iterator();
  }
}
