package org.paperbeam.pipeline.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.paperbeam.money.Prices;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.Folder;

/** The prices that hold for a run: the bundled ones and those of a file of the user's. */
final class PriceTable {
  private PriceTable() {}

  /**
   * The prices with those of that file, which may be local or on a file system that Beam knows.
   *
   * @throws UsageException when the file cannot be read or is no price table
   */
  static Prices with(Optional<String> file) {
    return file.map(PriceTable::read).orElseGet(Prices::bundled);
  }

  private static Prices read(String file) {
    int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    Folder folder = Folder.of(slash < 0 ? "." : slash == 0 ? "/" : file.substring(0, slash));
    try {
      String json = new String(folder.read(file.substring(slash + 1)), StandardCharsets.UTF_8);
      return Prices.bundled().with(file, json);
    } catch (IOException e) {
      throw new UsageException("--llmPrices=" + file + " cannot be read: is the file there?");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--llmPrices: " + e.getMessage());
    }
  }
}
