package org.paperbeam.estimate;

import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.join.PartTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.records.DayEntries;
import org.paperbeam.score.JoinLedger;
import org.paperbeam.score.PackPrompts;
import org.paperbeam.score.ScoreConfig;

/** Estimates what each date would take: the run's own steps, but nobody is asked. */
public final class EstimateDays extends PTransform<EstimateInputs, PCollection<DayEstimate>> {
  private static final long serialVersionUID = 1L;

  private static final PartTag<DayFacts> DAYS = new PartTag<>(0, "Facts");
  private static final PartTag<DayEntries> ENTRIES = new PartTag<>(1, "Entries");
  private static final PartTag<PaperRecord> KNOWN = new PartTag<>(2, "Known");
  private static final PartTag<PaperQuestion> OPEN = new PartTag<>(3, "Open");

  private final ScoreConfig config;

  private EstimateDays(ScoreConfig config) {
    this.config = config;
  }

  public static EstimateDays with(ScoreConfig config) {
    return new EstimateDays(config);
  }

  @Override
  public PCollection<DayEstimate> expand(EstimateInputs inputs) {
    PCollectionTuple looked =
        inputs.undecided().apply("Ask the ledger", JoinLedger.with(config).withHistory());
    PCollectionView<CallHistory> history =
        looked
            .get(JoinLedger.ENTRIES)
            .apply(
                "What calls show",
                MapElements.into(TypeDescriptor.of(CallHistory.class))
                    .via(
                        new CallHistoryOf(
                            config.getLlm().model(),
                            Prompts.of(config.getPrompts()),
                            NearCutOff.of(
                                config.getCutOffs().minRelevance(),
                                config.getCutOffs().minNovelty()))))
            .apply("Call history", Combine.globally(EstimateDays::sum))
            .apply("As a view", View.asSingleton());
    return KeyedParts.in(inputs.getPipeline())
        .and(DAYS, inputs.days(), DayFacts::getDate)
        .and(ENTRIES, inputs.entries(), DayEntries::getDate)
        .and(KNOWN, looked.get(JoinLedger.KNOWN), record -> record.getPaper().getDate())
        .and(OPEN, looked.get(JoinLedger.OPEN), q -> q.getRecord().getPaper().getDate())
        .apply("All of a date", GatherByKey.create())
        .apply("Estimate", ParDo.of(new EstimateFn(config, history)).withSideInputs(history));
  }

  private static CallHistory sum(Iterable<CallHistory> all) {
    CallHistory sum = CallHistory.NONE;
    for (CallHistory one : all) {
      sum = sum.plus(one);
    }
    return sum;
  }

  private static final class EstimateFn
      extends DoFn<KV<String, Iterable<RawUnionValue>>, DayEstimate> {
    private static final long serialVersionUID = 1L;

    private final ScoreConfig config;
    private final PCollectionView<CallHistory> history;

    EstimateFn(ScoreConfig config, PCollectionView<CallHistory> history) {
      this.config = config;
      this.history = history;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Gathered all = Gathered.of(context.element().getValue());
      if (all.getAll(DAYS).isEmpty()) {
        // A source that failed on the way: the failure is told, and there is no day to estimate.
        return;
      }
      DayFacts day = all.getAll(DAYS).get(0);
      Prompts prompts = Prompts.of(config.getPrompts());
      List<PaperQuestion> questions =
          all.getAll(OPEN).stream()
              .filter(question -> !question.isRepeated())
              .map(question -> PackPrompts.counted(prompts, question))
              .toList();
      Guesses guesses =
          new Guesses(
              context.sideInput(history),
              config.getLlm().url(),
              config.getLlm().model(),
              config.getPrompts().getLanguage() != null);
      DayEstimator.Calls calls = new DayEstimator(prompts, guesses).estimate(questions);
      context.output(
          DayEstimate.builder()
              .setDate(day.getDate())
              .setKind(day.getKind())
              .setPapers(all.getAll(ENTRIES).stream().mapToLong(DayEntries::getDistinct).sum())
              .setFromLedger(all.getAll(KNOWN).size())
              .setToAsk(questions.size())
              .setLikely(calls.likely())
              .setLeast(calls.least())
              .setMost(calls.most())
              .setWarnings(day.getWarnings())
              .build());
    }
  }
}
