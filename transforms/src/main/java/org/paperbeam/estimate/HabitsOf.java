package org.paperbeam.estimate;

import org.apache.beam.sdk.transforms.SerializableFunction;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.prompt.Stage;

/**
 * What one call of the ledger tells of a model's habits: nothing when it was another model's. How
 * many titles are dropped depends on the topics, so only calls with the same prompt tell it.
 */
final class HabitsOf implements SerializableFunction<LedgerEntry, Habits> {
  private static final long serialVersionUID = 1L;

  private final String model;
  private final String titleSha;

  HabitsOf(String model, String titleSha) {
    this.model = model;
    this.titleSha = titleSha;
  }

  @Override
  public Habits apply(LedgerEntry entry) {
    if (!entry.getModel().equals(model)) {
      return Habits.NONE;
    }
    int papers = entry.getPapers().size();
    Habits.Builder habits = Habits.builder();
    if (entry.getCountedTokens() > 0 && entry.getPromptTokens() > 0) {
      habits
          .setCounted(entry.getCountedTokens())
          .setPrompt(entry.getPromptTokens())
          .setCached(entry.getCachedTokens());
    }
    if (entry.getStage().equals(Stage.TITLES.label())) {
      habits.setTitlesAsked(papers).setTitleCompletion(entry.getCompletionTokens());
      if (entry.getPromptSha256().equals(titleSha)) {
        AnswerReader.titlesDropped(entry)
            .ifPresent(dropped -> habits.setTitles(papers).setDropped(dropped));
      }
    } else {
      habits.setAbstractsAsked(papers).setScoreCompletion(entry.getCompletionTokens());
    }
    return habits.build();
  }
}
