package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.paperbeam.pipeline.options.UsageException;

/** Says in one line why something failed. */
final class Reasons {
  private static final int LONGEST = 500;

  private Reasons() {}

  /**
   * The message of the outermost cause that says more than that something below it failed: runners
   * and futures wrap what really happened, and the message nearest to it tells where.
   */
  static String oneLine(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable cause = failure;
    while (cause.getCause() != null && isWrapper(cause) && seen.add(cause)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    boolean plain =
        (cause instanceof IOException && !(cause instanceof FileSystemException))
            || cause instanceof UsageException;
    String text =
        message == null || message.isBlank() ? name : plain ? message : name + ": " + message;
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private static boolean isWrapper(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        || message.isBlank()
        || message.equals(String.valueOf(failure.getCause()))
        || message.equals(failure.getCause().getMessage());
  }
}
