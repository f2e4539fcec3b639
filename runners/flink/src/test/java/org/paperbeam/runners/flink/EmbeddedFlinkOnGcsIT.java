package org.paperbeam.runners.flink;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.DemoContract;
import org.paperbeam.contract.GcsContract;
import org.paperbeam.contract.GcsStorage;
import org.paperbeam.contract.KilledContract;
import org.paperbeam.contract.TestStorage;

/**
 * The contract on a Flink cluster inside the process, with everything on {@code gs://}. Two runs at
 * once are among the ranges and the processes that are killed.
 */
class EmbeddedFlinkOnGcsIT {
  private static final List<String> RUNNER =
      List.of(
          "--runner=FlinkRunner",
          "--numberOfExecutionRetries=1",
          "--executionRetryDelay=100",
          "--parallelism=2");

  /** For the processes that are killed. */
  private static final List<String> JAVA =
      List.of(
          "-Xmx768m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED");

  @Nested
  class Demo extends DemoContract {
    Demo() {
      super(RUNNER);
    }

    @Override
    protected TestStorage storage(Path folder) {
      return new GcsStorage();
    }
  }

  @Nested
  @Tag("longest")
  class Day extends DayContract {
    Day() {
      super(RUNNER);
    }

    @Override
    protected TestStorage storage(Path folder) {
      return new GcsStorage();
    }
  }

  @Nested
  @Tag("long")
  class Range extends GcsContract {
    Range() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("longest")
  class Killed extends KilledContract {
    Killed() {
      super(RUNNER, JAVA);
    }
  }
}
