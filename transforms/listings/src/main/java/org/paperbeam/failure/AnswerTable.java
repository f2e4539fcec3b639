package org.paperbeam.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the answers of services mean: rows in order, of which the first that fits counts. A row
 * reads {@code when(SERVICE).status(429).says("quota").means(...)}.
 *
 * @param <M> a meaning
 */
public final class AnswerTable<M> {
  private final List<Row<M>> rows;

  private AnswerTable(List<Row<M>> rows) {
    this.rows = rows;
  }

  @SafeVarargs
  public static <M> AnswerTable<M> of(Row<M>... rows) {
    return new AnswerTable<>(List.of(rows));
  }

  /** What the first fitting row says; empty when none fits. */
  public Optional<M> find(Answer answer) {
    return rows.stream().filter(row -> row.when().fits(answer)).map(Row::meaning).findFirst();
  }

  /** A row's beginning: answers of these services. */
  public static When when(Enum<?>... services) {
    Set<Enum<?>> asked = Set.of(services);
    return new When(List.of(), List.of(answer -> asked.contains(answer.service())));
  }

  /** One row. */
  public record Row<M>(When when, M meaning) {}

  private record Statuses(int from, int to) {}

  /** Which answers a row is for: those that all of its conditions are true of. Immutable. */
  public static final class When {
    private final List<Statuses> statuses;
    private final List<Predicate<Answer>> conditions;

    private When(List<Statuses> statuses, List<Predicate<Answer>> conditions) {
      this.statuses = statuses;
      this.conditions = conditions;
    }

    /** With one of these statuses, or of those that {@link #statuses} adds. */
    public When status(int... any) {
      When when = this;
      for (int status : any) {
        when = when.statuses(status, status);
      }
      return when;
    }

    /** With a status in that range, both ends included, or in another one that is added. */
    public When statuses(int from, int to) {
      List<Statuses> more = new ArrayList<>(statuses);
      more.add(new Statuses(from, to));
      return new When(List.copyOf(more), conditions);
    }

    /** One of these stands somewhere in the words, which a blank separates. */
    public When says(String... any) {
      return and(
          answer -> {
            String all = String.join(" ", answer.words());
            return Arrays.stream(any).anyMatch(all::contains);
          });
    }

    /** That stands somewhere in the words, which a blank separates. */
    public When says(Pattern phrase) {
      return and(answer -> phrase.matcher(String.join(" ", answer.words())).find());
    }

    /** One of the words is one of these. */
    public When isWord(String... any) {
      return and(answer -> !Collections.disjoint(answer.words(), List.of(any)));
    }

    /** The first of the words, which is the error's code, is one of these. */
    public When hasCode(String... any) {
      List<String> codes = List.of(any);
      return and(answer -> !answer.words().isEmpty() && codes.contains(answer.words().get(0)));
    }

    /** It has that form. */
    public When hasForm(Enum<?> form) {
      return and(answer -> answer.forms().contains(form));
    }

    /** The failure is of one of these classes. */
    @SafeVarargs
    public final When thrown(Class<? extends Throwable>... any) {
      return and(answer -> isAny(answer.failure(), any));
    }

    /** The failure, or one that caused it, is of one of these classes. */
    @SafeVarargs
    public final When causedBy(Class<? extends Throwable>... any) {
      return and(
          answer -> {
            Throwable cause = answer.failure();
            while (cause != null && !isAny(cause, any)) {
              cause = cause.getCause();
            }
            return cause != null;
          });
    }

    /** What began the failure is of that class. */
    public When rootedIn(Class<? extends Throwable> root) {
      return and(answer -> answer.failure() != null && root.isInstance(root(answer.failure())));
    }

    /** Ends the row. */
    public <M> Row<M> means(M meaning) {
      return new Row<>(this, meaning);
    }

    private When and(Predicate<Answer> condition) {
      List<Predicate<Answer>> more = new ArrayList<>(conditions);
      more.add(condition);
      return new When(statuses, List.copyOf(more));
    }

    private boolean fits(Answer answer) {
      int status = answer.status();
      return (statuses.isEmpty()
              || statuses.stream().anyMatch(s -> s.from() <= status && status <= s.to()))
          && conditions.stream().allMatch(condition -> condition.test(answer));
    }

    @SafeVarargs
    private static boolean isAny(Throwable failure, Class<? extends Throwable>... any) {
      return Arrays.stream(any).anyMatch(one -> one.isInstance(failure));
    }
  }

  /** The failure at the end of the chain of causes. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
