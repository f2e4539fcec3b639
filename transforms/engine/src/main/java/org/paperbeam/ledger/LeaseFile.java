package org.paperbeam.ledger;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/** The file that says who may ask. Safe for many threads and processes. */
final class LeaseFile {
  static final String NAME = "lease.json";

  private static final JsonForm<LeaseState> FORM = JsonForm.of(LeaseState.class);

  private final Folder folder;

  LeaseFile(Folder folder) {
    this.folder = folder;
  }

  /**
   * The file as it was read.
   *
   * @param file null when there is none
   */
  record Found(LeaseState state, @Nullable StoredFile file) {
    /** Another one after every change. */
    String version() {
      return file == null ? "" : file.version();
    }
  }

  Found read() throws IOException {
    StoredFile file = folder.find(NAME);
    if (file == null) {
      return new Found(LeaseState.FREE, null);
    }
    try {
      return new Found(SealedLine.readAny(FORM, file.text().strip()), file);
    } catch (SealedLine.Broken e) {
      throw new IOException(
          "%s/%s does not say who may ask the LLM (it %s): restore it, or remove it when no run is on"
              .formatted(folder, NAME, e.getMessage()),
          e);
    }
  }

  /** Writes the state if what was read stands there still; whether it wrote. */
  boolean write(Found before, LeaseState state) throws IOException {
    return folder.writeIf(
        WriteCondition.unchangedSince(before.file()), NAME, SealedLine.write(FORM, state) + "\n");
  }
}
