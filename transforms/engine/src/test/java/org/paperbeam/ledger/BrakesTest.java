package org.paperbeam.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Garbled;

class BrakesTest {
  @TempDir private Path folder;

  @Test
  void aModelStaysStoppedWhateverHappensToTheFile() throws IOException {
    Brakes brakes = Ledger.in(Folder.of(folder.toString())).brakes();
    assertThat(brakes.find("gpt-4o", "5ha"), is(Optional.empty()));
    Brake brake = new Brake("gpt-4o", "5ha", "no scores", 8, Instant.parse("2025-03-25T10:00:00Z"));
    brakes.write(brake);
    assertThat(brakes.find("gpt-4o", "5ha"), is(Optional.of(brake)));
    Path file = Path.of(brakes.path("gpt-4o", "5ha"));
    byte[] whole = Files.readAllBytes(file);
    for (Garbled way : Garbled.values()) {
      Files.write(file, way.of(whole));
      try {
        assertThat(way.toString(), brakes.find("gpt-4o", "5ha").isPresent(), is(true));
      } catch (IOException refused) {
        assertThat(way.toString(), refused.getMessage(), containsString(file + " cannot be read"));
      }
    }
  }
}
