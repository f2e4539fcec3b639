package org.paperbeam.batch;

import java.util.List;
import java.util.stream.Stream;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.llm.BatchJob.BatchError;
import org.paperbeam.llm.ChatOutcome.Kind;
import org.paperbeam.llm.LlmAnswers.Meaning;
import org.paperbeam.llm.LlmFailures;

/** Why a service did not take a batch. */
record BatchErrors(List<BatchError> errors) {
  private static final int DETAIL = 300;

  /** Whether the service let no more tokens wait than wait already. */
  boolean isTooMuchQueued() {
    return meanings().anyMatch(meaning -> meaning.kind() == Kind.RATE);
  }

  /** Whether no other batch of this run would get past one of them. */
  boolean isFatal() {
    return meanings().anyMatch(meaning -> meaning.kind() == Kind.FATAL);
  }

  /** What sort of failure it is when it ends the run. */
  FailureKind why() {
    return meanings()
        .filter(meaning -> meaning.kind() == Kind.FATAL)
        .map(Meaning::why)
        .findFirst()
        .orElse(FailureKind.REFUSED);
  }

  private Stream<Meaning> meanings() {
    return errors.stream().map(LlmFailures::ofBatchError);
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
