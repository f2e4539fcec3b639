package org.paperbeam.score;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.ledger.ReadLedger;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;

/**
 * Looks undecided papers up in the ledger: those that it decides, and those that the LLM has still
 * to be asked about. Calls nobody.
 */
public final class AskLedger extends PTransform<PCollection<PaperRecord>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** Papers that the ledger decides, decided. */
  public static final TupleTag<PaperRecord> KNOWN = new TupleTag<>("known") {};

  /** The others. */
  public static final TupleTag<PaperQuestion> OPEN = new TupleTag<>("open") {};

  /** All that the ledger holds, other profiles' and models' answers included. */
  public static final TupleTag<LedgerEntry> ENTRIES = new TupleTag<>("entries") {};

  private final ScoreConfig config;

  private AskLedger(ScoreConfig config) {
    this.config = config;
  }

  public static AskLedger with(ScoreConfig config) {
    return new AskLedger(config);
  }

  @Override
  public PCollectionTuple expand(PCollection<PaperRecord> records) {
    Prompts prompts = Prompts.of(config);
    String titleSha = prompts.of(Stage.TITLES).sha256();
    String scoreSha = prompts.of(Stage.SCORES).sha256();
    CutOffs cutOffs = new CutOffs(config.getMinRelevance(), config.getMinNovelty());

    PCollection<LedgerEntry> entries =
        records.getPipeline().apply("Read ledger", ReadLedger.of(config.getLedger()));
    PCollection<LedgerAnswer> answers =
        entries.apply("Read answers", ParDo.of(new ReadAnswersFn(titleSha, scoreSha)));
    PCollectionTuple byScore =
        records
            .apply("Ask about", ParDo.of(new AskFn(titleSha, scoreSha, config.isTitleFilter())))
            .apply("Look up scores", new LookUp(Stage.SCORES, answers, cutOffs));
    PCollectionTuple byTitle =
        byScore
            .get(LookUp.OPEN)
            .apply("Look up titles", new LookUp(Stage.TITLES, answers, cutOffs));
    PCollection<PaperRecord> known =
        PCollectionList.of(byScore.get(LookUp.KNOWN))
            .and(byTitle.get(LookUp.KNOWN))
            .apply("Known to the ledger", Flatten.pCollections());
    return PCollectionTuple.of(KNOWN, known)
        .and(OPEN, byTitle.get(LookUp.OPEN))
        .and(ENTRIES, entries);
  }

  /** Works out under which keys a paper's answers are known. */
  private static final class AskFn extends DoFn<PaperRecord, PaperQuestion> {
    private static final long serialVersionUID = 1L;

    private final String titleSha;
    private final String scoreSha;
    private final boolean titleFilter;

    AskFn(String titleSha, String scoreSha, boolean titleFilter) {
      this.titleSha = titleSha;
      this.scoreSha = scoreSha;
      this.titleFilter = titleFilter;
    }

    @ProcessElement
    public void process(@Element PaperRecord record, OutputReceiver<PaperQuestion> out) {
      out.output(
          PaperQuestion.builder()
              .setRecord(record)
              .setTitleKey(LedgerKey.ofTitle(titleSha, record.getPaper()))
              .setScoreKey(LedgerKey.ofAbstract(scoreSha, record.getPaper()))
              .setTitleKept(!titleFilter)
              .build());
    }
  }

  /** Reads entries anew each time, so that better reading is free. */
  private static final class ReadAnswersFn extends DoFn<LedgerEntry, LedgerAnswer> {
    private static final long serialVersionUID = 1L;

    private final String titleSha;
    private final String scoreSha;

    ReadAnswersFn(String titleSha, String scoreSha) {
      this.titleSha = titleSha;
      this.scoreSha = scoreSha;
    }

    @ProcessElement
    public void process(@Element LedgerEntry entry, OutputReceiver<LedgerAnswer> out) {
      String sha = entry.getPromptSha256();
      if (sha.equals(titleSha) || sha.equals(scoreSha)) {
        EntryReader.read(entry).answers().values().forEach(out::output);
      }
    }
  }
}
