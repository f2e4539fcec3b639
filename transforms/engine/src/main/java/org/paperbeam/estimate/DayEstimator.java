package org.paperbeam.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.estimate.Range.End;
import org.paperbeam.prompt.AnswerForm;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.RenderedPrompt;
import org.paperbeam.prompt.Stage;

/**
 * Estimates one date's calls: packs the titles as the run would, then as many abstracts as will
 * likely pass, and renders every prompt. Immutable.
 */
final class DayEstimator {
  /** No provider's cache holds a shorter prefix (their pages on prompt caching). */
  private static final int SHORTEST_CACHED_PREFIX = 1_024;

  private final Prompts prompts;
  private final Guesses guesses;

  /** Calls, the likely numbers with their ends. */
  record Calls(CallCount least, CallCount likely, CallCount most) {}

  /** Prompts of one stage: {@code prefix} is the part that a cache may know, of all of them. */
  private record Packed(int requests, long counted, long characters, long prefix) {}

  DayEstimator(Prompts prompts, Guesses guesses) {
    this.prompts = prompts;
    this.guesses = guesses;
  }

  /** The calls that answer these questions of one date, if none has to be repeated. */
  Calls estimate(List<PaperQuestion> questions) {
    List<PaperQuestion> titles =
        questions.stream()
            .filter(question -> !question.isTitleKept())
            // A key is a hash: the first of them are a fair sample, the same in every run.
            .sorted(Comparator.comparing(PaperQuestion::getScoreKey))
            .toList();
    List<PaperQuestion> passed = questions.stream().filter(PaperQuestion::isTitleKept).toList();
    Range dropped = guesses.droppedShare(titles.size());
    Packed titlePrompts = pack(Stage.TITLES, titles);
    Range titleAnswers = guesses.titleCompletion(titles.size(), dropped.likely());
    CallCount[] ends = new CallCount[End.values().length];
    for (End end : End.values()) {
      // The most is asked when the least is dropped.
      double share = end.opposite().of(dropped);
      List<PaperQuestion> abstracts = new ArrayList<>(passed);
      abstracts.addAll(titles.subList(0, (int) Math.round(titles.size() * (1 - share))));
      CallCount ofTitles = count(end, titlePrompts, titleAnswers);
      ends[end.ordinal()] =
          ofTitles.plus(scores(end, abstracts)).plus(furtherScores(end, abstracts));
    }
    return new Calls(ends[0], ends[1], ends[2]);
  }

  private CallCount scores(End end, List<PaperQuestion> papers) {
    return count(end, pack(Stage.SCORES, papers), guesses.scoreCompletion(papers.size()));
  }

  /**
   * Papers near a cut-off are asked about again, and some of them a third time: those of a day in
   * calls of their own, or at the least together with other days'.
   */
  private CallCount furtherScores(End end, List<PaperQuestion> scored) {
    double torn = end.of(guesses.tornShare());
    List<PaperQuestion> second =
        some(
            scored.stream()
                .filter(q -> q.getNearCutOff() != null && q.getEarlier().isEmpty())
                .toList(),
            end.of(guesses.nearShare(scored.size())));
    List<PaperQuestion> third =
        new ArrayList<>(
            some(scored.stream().filter(q -> q.getEarlier().size() == 1).toList(), torn));
    third.addAll(some(second, torn));
    return further(end, second).plus(further(end, third));
  }

  private CallCount further(End end, List<PaperQuestion> papers) {
    CallCount alone = scores(end, papers);
    return end == End.LEAST
        ? CallCount.of(
            papers.size() / prompts.mostPapers(),
            alone.getPromptTokens(),
            alone.getCachedTokens(),
            alone.getCompletionTokens())
        : alone;
  }

  /** That share of the papers: the first by their keys, which are hashes and so a fair sample. */
  private static List<PaperQuestion> some(List<PaperQuestion> papers, double share) {
    return papers.stream()
        .sorted(Comparator.comparing(PaperQuestion::getScoreKey))
        .limit(Math.round(papers.size() * share))
        .toList();
  }

  private CallCount count(End end, Packed packed, Range completion) {
    long prompt = Math.round(end.of(guesses.promptTokens(packed.counted(), packed.characters())));
    double cached = guesses.cachedShare() * prompt;
    if (end == End.LEAST) {
      cached = Math.max(cached, packed.prefix());
    }
    return CallCount.of(
        packed.requests(),
        prompt,
        end == End.MOST ? 0 : Math.min(prompt, Math.round(cached)),
        Math.round(end.of(completion)));
  }

  private Packed pack(Stage stage, List<PaperQuestion> questions) {
    PromptTemplate template = prompts.of(stage);
    List<List<PaperQuestion>> batches =
        prompts.cut(
            stage,
            questions,
            PaperQuestion::paper,
            q -> q.tokens(stage),
            PaperQuestion::shuffledBy);
    long counted = 0;
    long characters = 0;
    for (List<PaperQuestion> batch : batches) {
      RenderedPrompt prompt =
          template.render(
              batch.stream().map(PaperQuestion::paper).toList(),
              AnswerForm.JSON_SCHEMA,
              batch.stream().mapToInt(q -> q.tokens(stage)).sum());
      counted += prompt.promptTokens();
      characters += prompt.system().length() + prompt.user().length();
    }
    int fixed = template.staticTokens();
    long prefix =
        fixed < SHORTEST_CACHED_PREFIX ? 0 : (long) fixed * Math.max(0, batches.size() - 1);
    return new Packed(batches.size(), counted, characters, prefix);
  }
}
