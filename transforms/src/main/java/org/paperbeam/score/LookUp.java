package org.paperbeam.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;
import org.paperbeam.records.Shards;

/** Joins questions with the ledger's answers of one stage: those it decides, and the others. */
final class LookUp extends PTransform<PCollection<PaperQuestion>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** What the ledger cannot decide. */
  static final TupleTag<PaperQuestion> OPEN = new TupleTag<>("open") {};

  /** What it decides. */
  static final TupleTag<PaperRecord> KNOWN = new TupleTag<>("known") {};

  private static final TupleTag<PaperQuestion> QUESTIONS = new TupleTag<>("questions") {};
  private static final TupleTag<LedgerAnswer> ANSWERS = new TupleTag<>("answers") {};

  private final Stage stage;
  private final PCollection<LedgerAnswer> answers;
  private final CutOffs cutOffs;

  LookUp(Stage stage, PCollection<LedgerAnswer> answers, CutOffs cutOffs) {
    this.stage = stage;
    this.answers = answers;
    this.cutOffs = cutOffs;
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperQuestion> questions) {
    return KeyedPCollectionTuple.of(
            QUESTIONS,
            questions.apply(
                "By shard",
                WithKeys.<String, PaperQuestion>of(new ShardOf(stage))
                    .withKeyType(TypeDescriptors.strings())))
        .and(
            ANSWERS,
            answers.apply(
                "Answers by shard",
                WithKeys.<String, LedgerAnswer>of(answer -> Shards.of(answer.getKey()))
                    .withKeyType(TypeDescriptors.strings())))
        .apply("Join", CoGroupByKey.create())
        .apply(
            "Decide",
            ParDo.of(new LookUpFn(stage, cutOffs)).withOutputTags(OPEN, TupleTagList.of(KNOWN)));
  }

  private static String key(Stage stage, PaperQuestion question) {
    return stage == Stage.SCORES ? question.getScoreKey() : question.getTitleKey();
  }

  private static final class ShardOf implements SerializableFunction<PaperQuestion, String> {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    ShardOf(Stage stage) {
      this.stage = stage;
    }

    @Override
    public String apply(PaperQuestion question) {
      return Shards.of(key(stage, question));
    }
  }

  private static final class LookUpFn extends DoFn<KV<String, CoGbkResult>, PaperQuestion> {
    private static final long serialVersionUID = 1L;

    /** Several answers to one question (two runs at once): the same one for every run to come. */
    private static final Comparator<LedgerAnswer> FIRST =
        Comparator.comparing(LedgerAnswer::getAnsweredAt).thenComparing(LedgerAnswer::getRunId);

    private final Stage stage;
    private final CutOffs cutOffs;
    private final Counter hits =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.LEDGER_HITS);
    private final Counter toScore =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_TO_SCORE);

    LookUpFn(Stage stage, CutOffs cutOffs) {
      this.stage = stage;
      this.cutOffs = cutOffs;
    }

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> joined, MultiOutputReceiver out) {
      Map<String, LedgerAnswer> answers = new HashMap<>();
      for (LedgerAnswer one : joined.getValue().getAll(ANSWERS)) {
        answers.merge(one.getKey(), one, (a, b) -> FIRST.compare(b, a) < 0 ? b : a);
      }
      for (PaperQuestion question : questions(joined.getValue().getAll(QUESTIONS))) {
        decide(question, answers.get(key(stage, question)), out);
      }
    }

    private void decide(
        PaperQuestion question, @Nullable LedgerAnswer answer, MultiOutputReceiver out) {
      if (answer == null || (stage == Stage.TITLES && question.isTitleKept())) {
        open(question, out);
      } else if (stage == Stage.SCORES) {
        for (PaperRecord record : question.records()) {
          known(cutOffs.decide(record, answer), out);
        }
      } else if (Boolean.TRUE.equals(answer.getDropped())) {
        for (PaperRecord record : question.records()) {
          known(CutOffs.dropTitle(record, answer), out);
        }
      } else {
        open(question.toBuilder().setTitleKept(true).build(), out);
      }
    }

    /** Questions with one score key are one question, on several dates. */
    private Iterable<PaperQuestion> questions(Iterable<PaperQuestion> all) {
      if (stage == Stage.TITLES) {
        return all;
      }
      Map<String, PaperQuestion> byKey = new LinkedHashMap<>();
      for (PaperQuestion question : all) {
        byKey.merge(question.getScoreKey(), question, LookUpFn::together);
      }
      return byKey.values();
    }

    private static PaperQuestion together(PaperQuestion a, PaperQuestion b) {
      List<PaperRecord> records =
          Stream.concat(a.records().stream(), b.records().stream())
              .sorted(Comparator.comparing(r -> r.getPaper().getDate()))
              .toList();
      return a.toBuilder()
          .setRecord(records.get(0))
          .setAlsoOn(records.subList(1, records.size()))
          .build();
    }

    private void open(PaperQuestion question, MultiOutputReceiver out) {
      if (stage == Stage.TITLES) {
        toScore.inc(question.records().size());
      }
      out.get(OPEN).output(question);
    }

    private void known(PaperRecord record, MultiOutputReceiver out) {
      hits.inc();
      out.get(KNOWN).output(record);
    }
  }
}
