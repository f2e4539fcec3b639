package org.paperbeam.score;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.join.PartTag;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.ledger.ReadLedger;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * Joins undecided papers with the ledger's answers: those that it decides, and those that the LLM
 * has still to be asked about. Calls nobody.
 *
 * <p>One grouping, by the id's month and a few parts of it: whatever is asked about a paper, title
 * or abstract and on whatever date, meets there.
 */
public final class JoinLedger extends PTransform<PCollection<PaperRecord>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** Papers that the ledger decides, decided. */
  public static final TupleTag<PaperRecord> KNOWN = new TupleTag<>("known") {};

  /** The others, one for each date; what is asked on several is marked as shared. */
  public static final TupleTag<PaperQuestion> OPEN = new TupleTag<>("open") {};

  /** Numbers of papers that the ledger decides; their sum counts. */
  public static final TupleTag<Long> KNOWN_COUNTS = new TupleTag<>("known_counts") {};

  /** All that the ledger holds, other profiles' and models' answers included. */
  public static final TupleTag<LedgerEntry> ENTRIES = new TupleTag<>("entries") {};

  /** The same calls, as the accounts see them. */
  public static final TupleTag<PaidCall> PAID = new TupleTag<>("paid") {};

  /** Parts of a month, so that a large one spreads over workers. */
  private static final int PARTS = 4;

  private static final TupleTag<PaperAnswer> ANSWERS = new TupleTag<>("answers") {};
  private static final PartTag<PaperRecord> ASKED = new PartTag<>(0, "Papers by month");
  private static final PartTag<PaperAnswer> ANSWERED = new PartTag<>(1, "Answers by month");

  private final ScoreConfig config;

  private JoinLedger(ScoreConfig config) {
    this.config = config;
  }

  public static JoinLedger with(ScoreConfig config) {
    return new JoinLedger(config);
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperRecord> records) {
    Prompts prompts = Prompts.of(config.getPrompts());
    Keys keys = new Keys(prompts.of(Stage.TITLES).sha256(), prompts.of(Stage.SCORES).sha256());
    PCollection<LedgerEntry> entries =
        records.getPipeline().apply("Read ledger", ReadLedger.of(config.getLedger()));
    PCollectionTuple read =
        entries.apply(
            "Read answers",
            ParDo.of(new ReadAnswersFn(keys)).withOutputTags(ANSWERS, TupleTagList.of(PAID)));
    PCollectionTuple joined =
        KeyedParts.in(records.getPipeline())
            .and(ASKED, records, record -> part(record.getPaper().getArxivId()))
            .and(ANSWERED, read.get(ANSWERS), answer -> part(answer.getArxivId()))
            .apply("All of a month", GatherByKey.create())
            .apply(
                "Decide",
                ParDo.of(
                        new DecideFn(
                            keys,
                            config.isTitleFilter(),
                            new Decisions(config.getCutOffs(), config.getRunId())))
                    .withOutputTags(OPEN, TupleTagList.of(KNOWN).and(KNOWN_COUNTS)));
    return PCollectionTuple.of(OPEN, joined.get(OPEN))
        .and(KNOWN, joined.get(KNOWN))
        .and(KNOWN_COUNTS, joined.get(KNOWN_COUNTS))
        .and(ENTRIES, entries)
        .and(PAID, read.get(PAID));
  }

  private static String part(String arxivId) {
    return ArxivId.month(arxivId) + "/" + Math.floorMod(arxivId.hashCode(), PARTS);
  }

  /** The prompts in force: what an answer must have been asked with to count. */
  private record Keys(String titleSha, String scoreSha) implements Serializable {
    boolean areOf(LedgerEntry entry) {
      String sha = entry.getPromptSha256();
      return sha.equals(titleSha) || sha.equals(scoreSha);
    }
  }

  private static final class ReadAnswersFn extends DoFn<LedgerEntry, PaperAnswer> {
    private static final long serialVersionUID = 1L;

    private final Keys keys;

    ReadAnswersFn(Keys keys) {
      this.keys = keys;
    }

    @ProcessElement
    public void process(@Element LedgerEntry entry, MultiOutputReceiver out) {
      out.get(PAID).output(PaidCall.of(entry));
      if (keys.areOf(entry)) {
        AnswerReader.read(entry).answers().values().forEach(out.get(ANSWERS)::output);
      }
    }
  }

  private static final class DecideFn
      extends DoFn<KV<String, Iterable<RawUnionValue>>, PaperQuestion> {
    private static final long serialVersionUID = 1L;

    private final Keys keys;
    private final boolean titleFilter;
    private final Decisions decisions;
    private final Counter hits =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.LEDGER_HITS);
    private final Counter toScore =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_TO_SCORE);

    DecideFn(Keys keys, boolean titleFilter, Decisions decisions) {
      this.keys = keys;
      this.titleFilter = titleFilter;
      this.decisions = decisions;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<RawUnionValue>> month, MultiOutputReceiver out) {
      Gathered part = Gathered.of(month.getValue());
      FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
      for (PaperAnswer answer : part.getAll(ANSWERED)) {
        answers.add(answer.getKey(), answer);
      }
      long known = 0;
      List<PaperQuestion> questions = part.getAll(ASKED).stream().map(this::question).toList();
      Map<String, TreeSet<String>> dates =
          questions.stream()
              .collect(
                  Collectors.groupingBy(
                      PaperQuestion::getScoreKey,
                      Collectors.mapping(
                          q -> q.paper().getDate(), Collectors.toCollection(TreeSet::new))));
      for (PaperQuestion question : questions) {
        QuestionState state = QuestionState.of(question, answers);
        if (state.isDecided()) {
          out.get(KNOWN).output(decisions.decide(question, state.answer()));
          known++;
        } else {
          toScore.inc();
          TreeSet<String> asked = dates.get(question.getScoreKey());
          out.get(OPEN)
              .output(
                  question.toBuilder()
                      .setTitleKept(state.titleKept())
                      .setShared(asked.size() > 1)
                      .setRepeated(!asked.first().equals(question.paper().getDate()))
                      .build());
        }
      }
      if (known > 0) {
        hits.inc(known);
        out.get(KNOWN_COUNTS).output(known);
      }
    }

    private PaperQuestion question(PaperRecord record) {
      return PaperQuestion.builder()
          .setRecord(record)
          .setTitleKey(LedgerKey.ofTitle(keys.titleSha(), record.getPaper()))
          .setScoreKey(LedgerKey.ofAbstract(keys.scoreSha(), record.getPaper()))
          .setTitleKept(!titleFilter)
          .build();
    }
  }
}
