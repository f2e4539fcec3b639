package org.paperbeam.score;

import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerKey;
import org.paperbeam.ledger.ReadLedger;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;

/**
 * Scores papers by an LLM: looks every paper up in the ledger, asks about the others on one lane,
 * and decides them by title, score and cut-offs. The records that come in must be undecided; an
 * arXiv id may come on several dates.
 */
public final class ScorePapers extends PTransform<PCollection<PaperRecord>, ScoreResult> {
  private static final long serialVersionUID = 1L;

  /** All calls of a job go through one lane: two on one worker would only take turns. */
  private static final String LANE = "lane-0";

  private final ScoreConfig config;

  private ScorePapers(ScoreConfig config) {
    this.config = config;
  }

  public static ScorePapers with(ScoreConfig config) {
    return new ScorePapers(config);
  }

  @Override
  public ScoreResult expand(PCollection<PaperRecord> records) {
    Prompts prompts = Prompts.of(config);
    String titleSha = prompts.of(Stage.TITLES).sha256();
    String scoreSha = prompts.of(Stage.SCORES).sha256();
    CutOffs cutOffs = new CutOffs(config.getMinRelevance(), config.getMinNovelty());

    PCollection<LedgerEntry> entries =
        records.getPipeline().apply("Read ledger", ReadLedger.of(config.getLedger()));
    PCollection<KV<String, LedgerAnswer>> answers =
        entries
            .apply("Read answers", ParDo.of(new ReadAnswersFn(titleSha, scoreSha)))
            .apply(
                "Answers by key",
                WithKeys.of(LedgerAnswer::getKey).withKeyType(TypeDescriptors.strings()));
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

    PCollectionTuple asked =
        byTitle
            .get(LookUp.OPEN)
            .apply(
                "By date",
                WithKeys.<String, PaperQuestion>of(q -> q.getRecord().getPaper().getDate())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Days", GroupByKey.create())
            .apply("On one lane", WithKeys.of(LANE))
            .apply("Lane", GroupByKey.create())
            .apply(
                "Ask the LLM",
                ParDo.of(new ScoreFn(config))
                    .withOutputTags(
                        ScoreFn.RECORDS,
                        TupleTagList.of(ScoreFn.UNSCORED)
                            .and(ScoreFn.CALLS)
                            .and(ScoreFn.TALLIES)
                            .and(ScoreFn.FAILURES)));
    PCollection<PaidCall> before =
        entries.apply(
            "Paid before", MapElements.into(TypeDescriptor.of(PaidCall.class)).via(PaidCall::of));
    return new ScoreResult(
        PCollectionList.of(known)
            .and(asked.get(ScoreFn.RECORDS))
            .apply("Scored", Flatten.pCollections()),
        asked.get(ScoreFn.UNSCORED),
        PCollectionList.of(before)
            .and(asked.get(ScoreFn.CALLS))
            .apply("All calls", Flatten.pCollections()),
        asked.get(ScoreFn.TALLIES),
        known.apply("Count known", Count.globally()),
        asked.get(ScoreFn.FAILURES));
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
