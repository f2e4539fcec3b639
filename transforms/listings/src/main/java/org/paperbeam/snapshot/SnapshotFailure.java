package org.paperbeam.snapshot;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.paperbeam.arxiv.ArxivText;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.paper.RunFailure;

/** Failures of this source, in words for the user. */
final class SnapshotFailure {
  private SnapshotFailure() {}

  static RunFailure of(FailureKind kind, String message) {
    return RunFailure.of(FailureStage.LISTING, kind, message);
  }

  /** What an exception says, on one line; its kind when it says nothing. */
  static String reason(Exception e) {
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : ArxivText.squeeze(message);
  }
}
