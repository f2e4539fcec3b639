package org.paperbeam.estimate;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;
import org.paperbeam.score.JoinLedger;
import org.paperbeam.score.PackPrompts;
import org.paperbeam.score.ScoreConfig;

/** CallEstimates what each date would take: the run's own steps, but nobody is asked. */
public final class EstimateDays extends PTransform<EstimateInputs, PCollection<DayEstimate>> {
  private static final long serialVersionUID = 1L;

  private static final TupleTag<DayFacts> DAYS = new TupleTag<>("days") {};
  private static final TupleTag<Long> PAPERS = new TupleTag<>("papers") {};
  private static final TupleTag<PaperRecord> KNOWN = new TupleTag<>("known") {};
  private static final TupleTag<PaperQuestion> OPEN = new TupleTag<>("open") {};

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
        inputs.undecided().apply("AskedQuestion the ledger", JoinLedger.with(config));
    PCollectionView<Habits> habits =
        looked
            .get(JoinLedger.ENTRIES)
            .apply(
                "Habits of calls",
                MapElements.into(TypeDescriptor.of(Habits.class))
                    .via(
                        new HabitsOf(
                            config.getLlm().model(),
                            Prompts.of(config.getPrompts()).of(Stage.TITLES).sha256())))
            .apply("Habits", Combine.globally(EstimateDays::sum))
            .apply("As a view", View.asSingleton());
    return KeyedPCollectionTuple.of(
            DAYS,
            inputs
                .days()
                .apply(
                    "Days by date",
                    WithKeys.of(DayFacts::getDate).withKeyType(TypeDescriptors.strings())))
        .and(PAPERS, inputs.distinct())
        .and(
            KNOWN,
            looked
                .get(JoinLedger.KNOWN)
                .apply(
                    "Known by date",
                    WithKeys.<String, PaperRecord>of(record -> record.getPaper().getDate())
                        .withKeyType(TypeDescriptors.strings())))
        .and(
            OPEN,
            looked
                .get(JoinLedger.OPEN)
                .apply("Open by date", PackPrompts.countTokens(config.getPrompts())))
        .apply("By date", CoGroupByKey.create())
        .apply("Estimate", ParDo.of(new EstimateFn(config, habits)).withSideInputs(habits));
  }

  private static Habits sum(Iterable<Habits> all) {
    Habits sum = Habits.NONE;
    for (Habits one : all) {
      sum = sum.plus(one);
    }
    return sum;
  }

  private static final class EstimateFn extends DoFn<KV<String, CoGbkResult>, DayEstimate> {
    private static final long serialVersionUID = 1L;

    private final ScoreConfig config;
    private final PCollectionView<Habits> habits;

    EstimateFn(ScoreConfig config, PCollectionView<Habits> habits) {
      this.config = config;
      this.habits = habits;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      CoGbkResult all = context.element().getValue();
      DayFacts day = all.getOnly(DAYS, null);
      if (day == null) {
        // A source that failed on the way: the failure is told, and there is no day to estimate.
        return;
      }
      long known = 0;
      for (PaperRecord unused : all.getAll(KNOWN)) {
        known++;
      }
      List<PaperQuestion> questions = new ArrayList<>();
      all.getAll(OPEN).forEach(questions::add);
      Guesses guesses =
          new Guesses(context.sideInput(habits), config.getLlm().url(), config.getLlm().model());
      DayEstimator.Calls calls =
          new DayEstimator(Prompts.of(config.getPrompts()), guesses).estimate(questions);
      context.output(
          DayEstimate.builder()
              .setDate(day.getDate())
              .setKind(day.getKind())
              .setPapers(all.getOnly(PAPERS, 0L))
              .setFromLedger(known)
              .setToAsk(questions.size())
              .setLikely(calls.likely())
              .setLeast(calls.least())
              .setMost(calls.most())
              .setWarnings(day.getWarnings())
              .build());
    }
  }
}
