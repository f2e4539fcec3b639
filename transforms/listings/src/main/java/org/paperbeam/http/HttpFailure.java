package org.paperbeam.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.HttpAnswers.Meaning;
import org.paperbeam.http.HttpAnswers.Service;
import org.paperbeam.http.HttpAnswers.Step;

/**
 * What kept one request from its answer, by {@link HttpAnswers}.
 *
 * @param step what is done next
 * @param kind what it becomes when waiting does not help
 * @param what in the user's words, e.g. {@code HTTP 503}
 * @param retryAfter what the service asks to wait, or null when it does not say
 * @param stalled how long the service was waited for in vain; zero when it did not let wait
 * @param cause what the client threw, or null when there was an answer
 */
record HttpFailure(
    Step step,
    FailureKind kind,
    String what,
    @Nullable Duration retryAfter,
    Duration stalled,
    @Nullable IOException cause)
    implements Result {
  /** Longer ones are no error in a few words, and may be large. */
  private static final int A_FEW_WORDS = 40;

  /** What is wrong with an answer, or null when it is one for the caller. */
  static @Nullable HttpFailure of(int status, String body, @Nullable Duration retryAfter) {
    String words = body.length() < A_FEW_WORDS ? body.strip().toLowerCase(Locale.ROOT) : "";
    Meaning meaning = HttpAnswers.of(Service.ANY, status, words).orElse(null);
    if (meaning == null) {
      return null;
    }
    String what = meaning.say().replace("{status}", String.valueOf(status));
    // A refusal is not waited out.
    Duration wish = meaning.step() == Step.STOP ? null : retryAfter;
    return new HttpFailure(meaning.step(), meaning.kind(), what, wish, Duration.ZERO, null);
  }

  /** What is behind a failed exchange. */
  static HttpFailure of(IOException failure, URI uri) {
    Meaning meaning = HttpAnswers.ofFailure(failure);
    String what = inItsWords(meaning.say(), failure).replace("{host}", "" + uri.getHost());
    return new HttpFailure(meaning.step(), meaning.kind(), what, null, Duration.ZERO, failure);
  }

  static HttpFailure timedOut(Duration timeout) {
    Meaning meaning = HttpAnswers.ofFailure(new TimeoutException());
    String what = meaning.say().replace("{timeout}", "" + timeout.toMillis() / 1000.0);
    return new HttpFailure(meaning.step(), meaning.kind(), what, null, timeout, null);
  }

  /** Puts the exception's words in the place of <code>{words|otherwise}</code>. */
  private static String inItsWords(String say, IOException failure) {
    int from = say.indexOf("{words|");
    if (from < 0) {
      return say;
    }
    String message = failure.getMessage();
    String otherwise = say.substring(from + "{words|".length(), say.length() - 1);
    return say.substring(0, from) + (message == null || message.isBlank() ? otherwise : message);
  }
}
