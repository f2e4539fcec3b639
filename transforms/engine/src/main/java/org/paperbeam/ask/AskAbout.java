package org.paperbeam.ask;

import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.score.ScoreResult;

/**
 * Asks an LLM about things that need be no papers.
 *
 * <pre>{@code
 * AskResult asked =
 *     questions.apply(
 *         "Ask",
 *         AskAbout.by(
 *             ScorePapers.byLlm()
 *                 .withLlm(llm)
 *                 .withPrompts(
 *                     PromptConfig.builder()
 *                         .setModel("gpt-4o-mini")
 *                         .setTask("You judge recipes for one cook.")
 *                         .setTopics("Relevant: what needs one pot.")
 *                         .setScoring("Novelty is 10 for what no cookbook has.")
 *                         .build())
 *                 .withLedger(Ledger.in(Folder.of("ledger")))
 *                 .withRunId(runId)));
 * }</pre>
 *
 * <p>Guaranteed, as by the engine that is given: the limits and the cap hold for the whole job; an
 * answer that was paid for is kept before anybody reads it, and the same question, with the same
 * prompt, is never paid for again, in this run or a later one; every question has a verdict or a
 * problem. Questions are packed together in one order, whatever order they come in.
 *
 * <p>An id that comes twice is an error of the caller: which answer belongs to which is not known.
 */
public final class AskAbout extends PTransform<PCollection<Question>, AskResult> {
  private static final long serialVersionUID = 1L;

  private final ScorePapers engine;

  private AskAbout(ScorePapers engine) {
    this.engine = engine;
  }

  /** Asks with that engine; its title filter and cut-offs do not count. */
  public static AskAbout by(ScorePapers engine) {
    return new AskAbout(engine.withTitleFilter(false));
  }

  @Override
  public AskResult expand(PCollection<Question> questions) {
    ScoreResult asked =
        questions
            .apply(
                "As records",
                MapElements.into(TypeDescriptor.of(PaperRecord.class)).via(Question::record))
            .apply("Ask", engine);
    PCollection<Verdict> answered =
        asked
            .getRecords()
            .apply(
                "Answered",
                Filter.by((PaperRecord record) -> record.getOutcome() != Outcome.UNSCORED))
            .apply(
                "Verdicts",
                MapElements.into(TypeDescriptor.of(Verdict.class)).via(AskAbout::verdict));
    PCollection<Verdict> unanswered =
        asked
            .getUnscored()
            .apply(
                "Problems",
                MapElements.into(TypeDescriptor.of(Verdict.class)).via(AskAbout::problem));
    return new AskResult(
        PCollectionList.of(answered).and(unanswered).apply("All verdicts", Flatten.pCollections()),
        asked.getFailures());
  }

  private static Verdict verdict(PaperRecord record) {
    return Verdict.builder()
        .setId(record.getPaper().getArxivId())
        .setRelevance(record.getRelevance())
        .setNovelty(record.getNovelty())
        .setComment(record.getComment())
        .setModel(record.getModel())
        .setRunId(record.getRunId())
        .build();
  }

  private static Verdict problem(UnscoredPaper paper) {
    return Verdict.builder().setId(paper.getArxivId()).setProblem(paper.getCause()).build();
  }
}
