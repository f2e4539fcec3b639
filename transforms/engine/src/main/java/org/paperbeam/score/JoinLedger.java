package org.paperbeam.score;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.QuestionState;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.Gathered;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.join.PartTag;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.ledger.LedgerMonths;
import org.paperbeam.ledger.ReadOpenAnswers;
import org.paperbeam.metrics.PaperbeamMetrics;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * Joins undecided papers with the ledger's answers: those that it decides, and those that the LLM
 * has still to be asked about. Calls nobody.
 *
 * <p>One grouping, by the month in the paper's id: whatever is asked about a paper, title or
 * abstract and on whatever date, meets there. The worker of a month reads what the ledger holds
 * under it, so that no other month is read, and all of them in parallel.
 */
public final class JoinLedger extends PTransform<PCollection<PaperRecord>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** Papers that the ledger decides, decided. */
  public static final TupleTag<PaperRecord> KNOWN = new TupleTag<>("known") {};

  /** The others, one for each date; what is asked on several is marked as shared. */
  public static final TupleTag<PaperQuestion> OPEN = new TupleTag<>("open") {};

  /** Numbers of papers that the ledger decides; their sum counts. */
  public static final TupleTag<Long> KNOWN_COUNTS = new TupleTag<>("known_counts") {};

  /**
   * The ledger's calls about the dates of these papers, and of other dates of the same months;
   * those of other profiles and models included.
   */
  public static final TupleTag<LedgerEntry> ENTRIES = new TupleTag<>("entries") {};

  /** The same calls, as the accounts see them. The same one may come twice. */
  public static final TupleTag<PaidCall> PAID = new TupleTag<>("paid") {};

  /** What of the ledger is not as it was written, a sentence each. The same one may come twice. */
  public static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private static final TupleTag<PaperAnswer> ANSWERS = new TupleTag<>("answers") {};
  private static final PartTag<PaperRecord> ASKED = new PartTag<>(0, "Papers by month");
  private static final PartTag<PaperAnswer> ANSWERED = new PartTag<>(1, "Answers by month");
  private static final PartTag<String> MONTHS = new PartTag<>(2, "Months");

  private final ScoreConfig config;
  private final boolean history;

  private JoinLedger(ScoreConfig config, boolean history) {
    this.config = config;
    this.history = history;
  }

  public static JoinLedger with(ScoreConfig config) {
    return new JoinLedger(config, false);
  }

  /** Reads the months before the papers' dates too: what calls have shown until now. */
  public JoinLedger withHistory() {
    return new JoinLedger(config, true);
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperRecord> records) {
    Prompts prompts = Prompts.of(config.getPrompts());
    Keys keys =
        new Keys(
            prompts.of(Stage.TITLES).sha256(),
            prompts.of(Stage.SCORES).sha256(),
            FallbackQuestions.of(config));
    PCollectionTuple open =
        records.getPipeline().apply("Read open answers", ReadOpenAnswers.of(config.getLedger()));
    PCollectionTuple read =
        open.get(ReadOpenAnswers.ENTRIES)
            .apply(
                "Read answers",
                ParDo.of(new ReadAnswersFn(keys)).withOutputTags(ANSWERS, TupleTagList.of(PAID)));
    PCollectionTuple joined =
        KeyedParts.in(records.getPipeline())
            .and(ASKED, records, record -> LedgerMonths.ofPaper(record.getPaper().getArxivId()))
            .and(ANSWERED, read.get(ANSWERS), answer -> LedgerMonths.ofPaper(answer.getArxivId()))
            .and(
                MONTHS,
                records.apply("Months of dates", ParDo.of(new MonthsOfDatesFn(history))),
                month -> month)
            .apply("All of a month", GatherByKey.create())
            .apply(
                "Decide",
                ParDo.of(new DecideFn(config, keys))
                    .withOutputTags(
                        OPEN,
                        TupleTagList.of(KNOWN)
                            .and(KNOWN_COUNTS)
                            .and(ENTRIES)
                            .and(PAID)
                            .and(WARNINGS)));
    return PCollectionTuple.of(OPEN, joined.get(OPEN))
        .and(KNOWN, joined.get(KNOWN))
        .and(KNOWN_COUNTS, joined.get(KNOWN_COUNTS))
        .and(
            ENTRIES,
            PCollectionList.of(open.get(ReadOpenAnswers.ENTRIES))
                .and(joined.get(ENTRIES))
                .apply("All entries", Flatten.pCollections()))
        .and(
            PAID,
            PCollectionList.of(read.get(PAID))
                .and(joined.get(PAID))
                .apply("All paid", Flatten.pCollections()))
        .and(
            WARNINGS,
            PCollectionList.of(open.get(ReadOpenAnswers.WARNINGS))
                .and(joined.get(WARNINGS))
                .apply("All warnings", Flatten.pCollections()));
  }

  /** The prompts in force: what an answer must have been asked with to count. */
  private record Keys(String titleSha, String scoreSha, FallbackQuestions fallback)
      implements Serializable {
    boolean areOf(LedgerEntry entry) {
      String sha = entry.getPromptSha256();
      return sha.equals(titleSha) || sha.equals(scoreSha) || fallback.areAskedWith(sha);
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

  /** The months of announcement dates: calls about a date are kept there, whatever its papers. */
  private static final class MonthsOfDatesFn extends DoFn<PaperRecord, String> {
    private static final long serialVersionUID = 1L;

    private final boolean history;
    private transient Set<String> told;

    MonthsOfDatesFn(boolean history) {
      this.history = history;
    }

    @StartBundle
    public void startBundle() {
      told = new HashSet<>();
    }

    @ProcessElement
    public void process(@Element PaperRecord record, OutputReceiver<String> out) {
      String month = LedgerMonths.ofDate(record.getPaper().getDate());
      if (told.add(month)) {
        out.output(month);
        if (history) {
          out.output(LedgerMonths.before(month));
        }
      }
    }
  }

  private static final class DecideFn
      extends DoFn<KV<String, Iterable<RawUnionValue>>, PaperQuestion> {
    private static final long serialVersionUID = 1L;

    private final Ledger ledger;
    private final Keys keys;
    private final boolean titleFilter;
    private final Decisions decisions;
    private final @Nullable NearCutOff nearCutOff;
    private final Counter hits =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.LEDGER_HITS);
    private final Counter toScore =
        Metrics.counter(PaperbeamMetrics.NAMESPACE, PaperbeamMetrics.PAPERS_TO_SCORE);

    DecideFn(ScoreConfig config, Keys keys) {
      this.ledger = config.getLedger();
      this.keys = keys;
      this.titleFilter = config.isTitleFilter();
      this.decisions = Decisions.of(config);
      this.nearCutOff = config.nearCutOff();
    }

    /** Takes what the ledger holds under a month. */
    private void readMonth(String month, FirstAnswers<PaperAnswer> answers, MultiOutputReceiver out)
        throws IOException {
      ledger.readMonth(
          month,
          entry -> {
            // It is kept under other months too, and counts in the one of its date.
            if (LedgerMonths.ofDate(entry.getDate()).equals(month)) {
              out.get(ENTRIES).output(entry);
              out.get(PAID).output(PaidCall.of(entry));
            }
            if (keys.areOf(entry)) {
              AnswerReader.read(entry).answers().values().stream()
                  .filter(answer -> LedgerMonths.ofPaper(answer.getArxivId()).equals(month))
                  .forEach(answer -> answers.add(answer.getKey(), answer));
            }
          },
          out.get(WARNINGS)::output);
    }

    @ProcessElement
    public void process(@Element KV<String, Iterable<RawUnionValue>> month, MultiOutputReceiver out)
        throws IOException {
      Gathered part = Gathered.of(month.getValue());
      FirstAnswers<PaperAnswer> answers = FirstAnswers.ofPapers();
      for (PaperAnswer answer : part.getAll(ANSWERED)) {
        answers.add(answer.getKey(), answer);
      }
      if (!part.getAll(ASKED).isEmpty() || !part.getAll(MONTHS).isEmpty()) {
        readMonth(month.getKey(), answers, out);
      }
      long known = 0;
      List<PaperQuestion> questions = part.getAll(ASKED).stream().map(this::question).toList();
      questions.forEach(question -> keys.fallback().adopt(question, answers));
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
                  state.stillToAsk(question).toBuilder()
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
      ListedPaper paper = record.getPaper().whole();
      return PaperQuestion.builder()
          .setRecord(record)
          .setTitleKey(LedgerKey.ofTitle(keys.titleSha(), paper))
          .setScoreKey(LedgerKey.ofAbstract(keys.scoreSha(), paper))
          .setNearCutOff(record.getAuthorMatch() ? null : nearCutOff)
          // A followed author selects it: no title may drop it.
          .setTitleKept(!titleFilter || record.getAuthorMatch())
          .build();
    }
  }
}
