package org.paperbeam.lane;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.paperbeam.ledger.Brake;
import org.paperbeam.ledger.Brakes;

/**
 * The brake on a model whose answers are paid and of no use: it ends the run, and the next one
 * before it pays for the same.
 *
 * @param promptSha256 SHA-256 (hex) of the template of the prompts that ask for scores
 */
public record AnswerBrake(Brakes brakes, String model, String promptSha256) {
  /** Why nothing may be asked; empty when it may. */
  Optional<String> held() throws IOException {
    return brakes
        .find(model, promptSha256)
        .map(
            brake ->
                "the run of %s was ended because %s; nothing is asked%s"
                    .formatted(brake.at(), words(brake.answers(), brake.cause()), remove()));
  }

  /** Pulls the brake; what to tell. */
  String pull(int answers, String cause, Instant now) throws IOException {
    brakes.write(new Brake(model, promptSha256, cause, answers, now));
    return words(answers, cause) + "; the next run does not pay for that again" + remove();
  }

  private String remove() {
    return ": remove " + brakes.path(model, promptSha256) + " to ask it all the same";
  }

  private String words(int answers, String cause) {
    return "%d paid answers of %s say nothing of the papers (%s): %s"
        .formatted(answers, model, cause, likely(cause));
  }

  private static String likely(String cause) {
    if (cause.contains("cut off")) {
      return "most likely it thinks, or writes, without end";
    }
    if (cause.contains("empty") || cause.contains("thoughts")) {
      return "most likely it spends them on thoughts";
    }
    if (cause.contains("refuses")) {
      return "it does not want the question";
    }
    return "most likely the model is too small for the form that is asked for, or gets only a part of"
        + " the prompt";
  }
}
