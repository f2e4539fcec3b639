package org.paperbeam.batch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.paperbeam.llm.BatchJob.BatchError;

/** Why a service did not take a batch. */
record BatchErrors(List<BatchError> errors) {
  private static final int DETAIL = 300;

  /** What no other batch of this run would get past. */
  private static final Set<String> FATAL =
      Set.of(
          "billing_hard_limit_reached",
          "insufficient_quota",
          "model_not_found",
          "mismatched_model",
          "invalid_api_key");

  boolean hasCode(String code) {
    return errors.stream().anyMatch(error -> error.code().equals(code));
  }

  boolean isFatal() {
    return errors.stream()
        .anyMatch(
            error ->
                FATAL.contains(error.code())
                    || FATAL.contains(error.message().toLowerCase(Locale.ROOT)));
  }

  /** The lines that are named, counted from 1, each once. */
  List<Integer> lines() {
    return errors.stream().map(BatchError::line).filter(line -> line > 0).distinct().toList();
  }

  /** The first reason, on one line. */
  String detail() {
    if (errors.isEmpty()) {
      return "the service gives no reason";
    }
    BatchError first = errors.get(0);
    String where = first.line() > 0 ? " (line " + first.line() + ")" : "";
    String text = (first.code() + " " + first.message()).replaceAll("\\s+", " ").strip() + where;
    return text.substring(0, Math.min(DETAIL, text.length()));
  }
}
