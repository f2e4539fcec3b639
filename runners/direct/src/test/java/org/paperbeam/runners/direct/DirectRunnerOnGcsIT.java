package org.paperbeam.runners.direct;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.DemoContract;
import org.paperbeam.contract.GcsContract;
import org.paperbeam.contract.GcsPlacesContract;
import org.paperbeam.contract.GcsStorage;
import org.paperbeam.contract.KilledContract;
import org.paperbeam.contract.RetentionContract;
import org.paperbeam.contract.TestStorage;
import org.paperbeam.contract.TwoRunsContract;

/** The same contract with everything on {@code gs://}: profile, key, listings, output. */
class DirectRunnerOnGcsIT {
  private static final List<String> RUNNER =
      List.of("--runner=DirectRunner", "--enforceEncodability=true", "--enforceImmutability=true");

  @Nested
  class Range extends GcsContract {
    Range() {
      super(RUNNER);
    }
  }

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
  class Places extends GcsPlacesContract {
    Places() {
      super(RUNNER);
    }
  }

  @Nested
  class Retention extends RetentionContract {
    Retention() {
      super(RUNNER);
    }
  }

  @Nested
  class Killed extends KilledContract {
    Killed() {
      super(RUNNER, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }
  }

  @Nested
  class TwoRuns extends TwoRunsContract {
    TwoRuns() {
      super(RUNNER);
    }

    @Override
    protected TestStorage storage(Path folder) {
      return new GcsStorage();
    }
  }
}
