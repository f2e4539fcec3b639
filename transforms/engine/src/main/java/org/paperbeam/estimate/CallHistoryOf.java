package org.paperbeam.estimate;

import java.util.Collection;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.NearCutOff;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * What one call of the ledger tells of how a model answers: nothing when it was another model's.
 * How many titles are dropped, and how many papers are near a cut-off, depends on the topics, so
 * only calls with the same prompt tell it.
 */
final class CallHistoryOf implements SerializableFunction<LedgerEntry, CallHistory> {
  private static final long serialVersionUID = 1L;

  private final String model;
  private final String titleSha;
  private final String scoreSha;
  private final NearCutOff near;

  /** For calls to a model with these prompts; what is near is counted by that rule. */
  CallHistoryOf(String model, Prompts prompts, NearCutOff near) {
    this.model = model;
    this.titleSha = prompts.of(Stage.TITLES).sha256();
    this.scoreSha = prompts.of(Stage.SCORES).sha256();
    this.near = near;
  }

  @Override
  public CallHistory apply(LedgerEntry entry) {
    if (!entry.getModel().equals(model)) {
      return CallHistory.NONE;
    }
    int papers = entry.getPapers().size();
    CallHistory.Builder history = CallHistory.builder();
    if (entry.getCountedTokens() > 0 && entry.getPromptTokens() > 0) {
      history
          .setCounted(entry.getCountedTokens())
          .setPrompt(entry.getPromptTokens())
          .setCached(entry.getCachedTokens());
    }
    if (entry.getStage().equals(Stage.TITLES.label())) {
      history.setTitlesAsked(papers).setTitleCompletion(entry.getCompletionTokens());
      if (entry.getPromptSha256().equals(titleSha)) {
        AnswerReader.titlesDropped(entry)
            .ifPresent(dropped -> history.setTitles(papers).setDropped(dropped));
      }
    } else {
      history.setAbstractsAsked(papers).setScoreCompletion(entry.getCompletionTokens());
      if (entry.getPromptSha256().equals(scoreSha)) {
        Collection<PaperAnswer> answers = AnswerReader.read(entry).answers().values();
        history.setScored(answers.size()).setNear(answers.stream().filter(near::isNear).count());
      }
    }
    return history.build();
  }
}
