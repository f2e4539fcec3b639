package org.paperbeam.llm;

import java.util.Locale;
import java.util.Set;
import org.paperbeam.failure.Answer;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Meaning;
import org.paperbeam.llm.LlmAnswers.Service;

/** How calls ended that brought nothing to read, by {@link LlmAnswers}. */
public final class LlmFailures {
  private LlmFailures() {}

  /** What an error means for which a service did not take a batch. */
  public static Meaning ofBatchError(BatchJob.BatchError error) {
    return LlmAnswers.of(
            Answer.saying(Service.BATCH, error.code(), error.message().toLowerCase(Locale.ROOT)))
        .orElseThrow();
  }

  /**
   * How a call ended that brought no answer.
   *
   * @param failure what says so
   * @param told the one of its causes whose words people are told when the table has none
   */
  static Failed failed(Service service, Throwable failure, Throwable told, LlmOptions options) {
    String own = told.getMessage();
    return failed(
        Answer.failed(service, failure),
        own == null ? told.getClass().getSimpleName() : own,
        options);
  }

  /** How a call ended whose answer cannot be used. */
  static Failed failed(Service service, Form form, LlmOptions options) {
    Answer answer = Answer.saying(service).in(Set.of(form));
    return failed(answer, form.name(), options);
  }

  private static Failed failed(Answer answer, String own, LlmOptions options) {
    Meaning meaning = LlmAnswers.of(answer).orElseThrow();
    String said =
        meaning.say() == null
            ? own
            : meaning
                .say()
                .replace("{words}", own)
                .replace("{url}", options.url())
                .replace("{seconds}", String.valueOf(options.timeoutSeconds()));
    return ChatOutcome.failed(meaning.kind(), said)
        .because(meaning.why())
        .withRemedy(meaning.remedy());
  }
}
