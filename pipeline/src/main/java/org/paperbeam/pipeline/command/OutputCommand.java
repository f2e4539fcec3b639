package org.paperbeam.pipeline.command;

import java.io.IOException;
import java.util.Map;
import org.paperbeam.pipeline.google.GcsCheck;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.storage.Folder;

/**
 * A command that works on a folder that runs have written, without a job of its own.
 *
 * @param <O> its options
 */
abstract class OutputCommand<O extends OutputOptions> implements Command {
  @Override
  public abstract Class<O> options();

  @Override
  public final boolean takesBeamOptions() {
    return false;
  }

  @Override
  public final int run(CommandLine line, Console console) {
    Values values = Values.resolve(OptionTable.of(options()), line.ours(), Map.of());
    O options = StorageAccess.open(line, values, options());
    String place = options.getOutput();
    look(new GcsCheck(options), place);
    try {
      return run(options, Folder.of(place), console);
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
    StorageAccess.checkWritableIfThere("--output=" + place, place);
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws IOException with a message for the user: the command failed
   */
  abstract int run(O options, Folder output, Console console)
      throws IOException, InterruptedException;
}
