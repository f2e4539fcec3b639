package org.paperbeam.pipeline.command;

import java.io.IOException;
import org.paperbeam.records.OldDays;
import org.paperbeam.storage.Folder;

/** Brings a folder that an older version wrote to the form of this one, and says so. */
final class OldLayout {
  private OldLayout() {}

  /** Moves the days that are there, once; silent when there are none. */
  static void move(Folder output, Console console) throws IOException {
    int moved = OldDays.move(output);
    if (moved > 0) {
      console
          .err()
          .printf(
              "paperbeam: moved the records of %d %s from scores/date=... to scores/day=... in %s"
                  + " (once)%n",
              moved, moved == 1 ? "day" : "days", output);
    }
  }
}
