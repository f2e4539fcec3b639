package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.Map;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.storage.Folder;

/** A command that works on a folder that runs have written, without a job of its own. */
abstract class OutputCommand implements Command {
  @Override
  public final boolean takesBeamOptions() {
    return false;
  }

  @Override
  public final int run(CommandLine line, Console console) {
    Values values = Values.resolve(OptionTable.of(options()), line.ours(), Map.of());
    String place = values.get("output", String.class);
    look(StorageAccess.open(line, values, options()), place);
    try {
      return run(values, Folder.of(place), console);
    } catch (IOException e) {
      console.err().println("paperbeam: failed: " + Reasons.oneLine(e));
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /**
   * Refuses at once what the command may not do in the folder; reading and writing, if not said.
   */
  void look(GcsCheck check, String place) {
    check.folder("--output=" + place, place);
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws IOException with a message for the user: the command failed
   */
  abstract int run(Values values, Folder output, Console console)
      throws IOException, InterruptedException;
}
