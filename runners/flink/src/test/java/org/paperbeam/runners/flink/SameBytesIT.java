package org.paperbeam.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.contract.CommandResult;
import org.paperbeam.testing.NeedsStandIn;
import org.paperbeam.testing.StandIn;

/** A real day comes out the same on both runners, byte for byte. */
@NeedsStandIn
class SameBytesIT {
  @TempDir Path folder;

  @Test
  void recordsAndDigestsAreThoseOfDirectRunner() throws Exception {
    try (StandIn services = StandInRun.services()) {
      StandInRun flink = ended(services, "flink", "FlinkRunner");
      StandInRun direct = ended(services, "direct", "DirectRunner");
      assertThat(
          flink.output().content("scores", "digests"),
          is(direct.output().content("scores", "digests")));
    }
  }

  private StandInRun ended(StandIn services, String name, String runner) throws Exception {
    StandInRun run =
        new StandInRun(
            services, Files.createDirectory(folder.resolve(name)), List.of("--runner=" + runner));
    CommandResult result = run.run("--date=2025-03-25");
    assertThat(result.text(), result.code(), is(0));
    return run;
  }
}
