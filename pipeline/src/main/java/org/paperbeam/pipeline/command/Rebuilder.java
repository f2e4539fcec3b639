package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.Folder;

/** Builds digests and pages from the records of an output folder. */
@FunctionalInterface
interface Rebuilder {
  /**
   * Rebuilds all of them, and touches only files that change; returns the number of days.
   *
   * @param notices takes a sentence for each file that was not as it was written
   */
  int rebuild(Folder output, @Nullable String siteUrl, Consumer<String> notices) throws IOException;
}
