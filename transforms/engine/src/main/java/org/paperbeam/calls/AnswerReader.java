package org.paperbeam.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.PaperScore;
import org.paperbeam.prompt.ReplyReader;
import org.paperbeam.prompt.ScoreReply;
import org.paperbeam.prompt.Stage;
import org.paperbeam.prompt.TitleReply;

/** Reads what a ledger entry's raw answer says of each paper that was asked about. */
public final class AnswerReader {
  private AnswerReader() {}

  /**
   * Every paper that was asked about, in one of the two.
   *
   * @param answers by ledger key
   * @param missing why a paper has no answer, by arXiv id
   */
  public record Reading(Map<String, PaperAnswer> answers, Map<String, String> missing) {}

  /** What the answer says, read anew: better reading of an answer that was paid for is free. */
  public static Reading read(LedgerEntry entry) {
    List<String> asked = entry.getPapers().stream().map(AskedPaper::getArxivId).toList();
    return entry.getStage().equals(Stage.TITLES.label())
        ? titles(entry, ReplyReader.readTitles(entry.getText(), asked, entry.getFinishReason()))
        : scores(entry, ReplyReader.readScores(entry.getText(), asked, entry.getFinishReason()));
  }

  /** How many titles the answer drops; empty when it is no answer about titles that can be read. */
  public static OptionalInt titlesDropped(LedgerEntry entry) {
    Reading reading = read(entry);
    if (!entry.getStage().equals(Stage.TITLES.label()) || reading.answers().isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        (int) reading.answers().values().stream().filter(PaperAnswer::drops).count());
  }

  private static Reading titles(LedgerEntry entry, TitleReply reply) {
    Map<String, PaperAnswer> answers = new HashMap<>();
    Map<String, String> missing = new HashMap<>();
    for (AskedPaper paper : entry.getPapers()) {
      if (reply.isAnswered()) {
        boolean dropped = reply.irrelevant().contains(paper.getArxivId());
        answers.put(paper.getKey(), answer(entry, paper).setDropped(dropped).build());
      } else {
        missing.put(paper.getArxivId(), reply.problem().orElseThrow());
      }
    }
    return new Reading(answers, missing);
  }

  private static Reading scores(LedgerEntry entry, ScoreReply reply) {
    Map<String, PaperAnswer> answers = new HashMap<>();
    for (AskedPaper paper : entry.getPapers()) {
      PaperScore score = reply.scores().get(paper.getArxivId());
      if (score != null) {
        answers.put(
            paper.getKey(),
            answer(entry, paper)
                .setRelevance(score.relevance())
                .setNovelty(score.novelty())
                .setComment(score.comment())
                .setTopic(score.topic())
                .setSummary(score.summary())
                .setSummaryIn(score.summaryIn())
                .build());
      }
    }
    return new Reading(answers, reply.problems());
  }

  private static PaperAnswer.Builder answer(LedgerEntry entry, AskedPaper paper) {
    return PaperAnswer.builder()
        .setKey(paper.getKey())
        .setArxivId(paper.getArxivId())
        .setModel(entry.getModel())
        .setPromptSha256(entry.getPromptSha256())
        .setAnsweredAt(entry.getAnsweredAt())
        .setRunId(entry.getRunId());
  }
}
