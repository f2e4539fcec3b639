package org.paperbeam.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
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
  private final PCollection<KV<String, LedgerAnswer>> answers;
  private final CutOffs cutOffs;

  LookUp(Stage stage, PCollection<KV<String, LedgerAnswer>> answers, CutOffs cutOffs) {
    this.stage = stage;
    this.answers = answers;
    this.cutOffs = cutOffs;
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperQuestion> questions) {
    return KeyedPCollectionTuple.of(
            QUESTIONS,
            questions.apply(
                "By key",
                stage == Stage.SCORES
                    ? WithKeys.of(PaperQuestion::getScoreKey).withKeyType(TypeDescriptors.strings())
                    : WithKeys.of(PaperQuestion::getTitleKey)
                        .withKeyType(TypeDescriptors.strings())))
        .and(ANSWERS, answers)
        .apply("Join", CoGroupByKey.create())
        .apply(
            "Decide",
            ParDo.of(new LookUpFn(stage, cutOffs)).withOutputTags(OPEN, TupleTagList.of(KNOWN)));
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
      @Nullable LedgerAnswer answer = null;
      for (LedgerAnswer one : joined.getValue().getAll(ANSWERS)) {
        answer = answer == null || FIRST.compare(one, answer) < 0 ? one : answer;
      }
      for (PaperQuestion question : questions(joined.getValue())) {
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
    }

    /** Questions with one score key are one question, on several dates. */
    private List<PaperQuestion> questions(CoGbkResult joined) {
      List<PaperQuestion> questions = new ArrayList<>();
      joined.getAll(QUESTIONS).forEach(questions::add);
      if (stage == Stage.TITLES || questions.size() < 2) {
        return questions;
      }
      List<PaperRecord> records =
          questions.stream()
              .flatMap(q -> q.records().stream())
              .sorted(Comparator.comparing(r -> r.getPaper().getDate()))
              .toList();
      return List.of(
          questions.get(0).toBuilder()
              .setRecord(records.get(0))
              .setAlsoOn(records.subList(1, records.size()))
              .build());
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
