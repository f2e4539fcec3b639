package org.paperbeam.failure;

import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What came of asking a service, as far as its meaning depends on it.
 *
 * @param service which service or part of one was asked
 * @param status the HTTP status; {@link #NO_STATUS} when there is none
 * @param words what the answer says of an error, from the code to the message; in small letters
 *     where the service's spelling varies
 * @param forms what is special about the answer's form
 * @param failure why there is no answer; null when there is one
 */
public record Answer(
    Enum<?> service,
    int status,
    List<String> words,
    Set<? extends Enum<?>> forms,
    @Nullable Throwable failure) {
  public static final int NO_STATUS = -1;

  public Answer {
    words = List.copyOf(words);
    forms = Set.copyOf(forms);
  }

  /** An answer with a status. */
  public static Answer of(Enum<?> service, int status, String... words) {
    return new Answer(service, status, List.of(words), Set.of(), null);
  }

  /** Words without a status, e.g. an error in a file. */
  public static Answer saying(Enum<?> service, String... words) {
    return of(service, NO_STATUS, words);
  }

  /** No answer, because of an exception. */
  public static Answer failed(Enum<?> service, Throwable failure) {
    return new Answer(service, NO_STATUS, List.of(), Set.of(), failure);
  }

  /** The same answer in those forms. */
  public Answer in(Set<? extends Enum<?>> more) {
    return new Answer(service, status, words, more, failure);
  }
}
