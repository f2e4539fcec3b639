package org.paperbeam.runners.direct;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.paperbeam.contract.DayOnGcsContract;
import org.paperbeam.contract.DemoOnGcsContract;
import org.paperbeam.contract.GcsContract;
import org.paperbeam.contract.GcsPlacesContract;
import org.paperbeam.contract.KilledContract;
import org.paperbeam.contract.RetentionContract;
import org.paperbeam.contract.TwoRunsOnGcsContract;

/** The same contract with everything on {@code gs://}: profile, key, listings, output. */
class DirectRunnerOnGcsIT {
  @Nested
  class Range extends GcsContract {
    Range() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }

  @Nested
  class Demo extends DemoOnGcsContract {
    Demo() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }

  @Nested
  class Day extends DayOnGcsContract {
    Day() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }

  @Nested
  class Places extends GcsPlacesContract {
    Places() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }

  @Nested
  class Retention extends RetentionContract {
    Retention() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }

  @Nested
  class Killed extends KilledContract {
    Killed() {
      super(
          DirectRunnerContractIT.RUNNER,
          List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }
  }

  @Nested
  class TwoRuns extends TwoRunsOnGcsContract {
    TwoRuns() {
      super(DirectRunnerContractIT.RUNNER);
    }
  }
}
