package org.paperbeam.runners.flink;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.paperbeam.contract.DayOnGcsContract;
import org.paperbeam.contract.DemoOnGcsContract;
import org.paperbeam.contract.GcsContract;
import org.paperbeam.contract.KilledContract;

/**
 * The contract on a Flink cluster inside the process, with everything on {@code gs://}. Two runs at
 * once are among the ranges and the processes that are killed.
 */
class EmbeddedFlinkOnGcsIT {
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
  class Demo extends DemoOnGcsContract {
    Demo() {
      super(EmbeddedFlinkContractIT.RUNNER);
    }
  }

  @Nested
  @Tag("longest")
  class Day extends DayOnGcsContract {
    Day() {
      super(EmbeddedFlinkContractIT.RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class Range extends GcsContract {
    Range() {
      super(EmbeddedFlinkContractIT.RUNNER);
    }
  }

  @Nested
  @Tag("longest")
  class Killed extends KilledContract {
    Killed() {
      super(EmbeddedFlinkContractIT.RUNNER, JAVA);
    }
  }
}
