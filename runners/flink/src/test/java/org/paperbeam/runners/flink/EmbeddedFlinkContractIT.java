package org.paperbeam.runners.flink;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.DemoContract;
import org.paperbeam.contract.ExportContract;
import org.paperbeam.contract.FailureContract;
import org.paperbeam.contract.FullDiskContract;
import org.paperbeam.contract.HostileTextContract;
import org.paperbeam.contract.KeyContract;
import org.paperbeam.contract.LeavingContract;
import org.paperbeam.contract.PrefilterContract;
import org.paperbeam.contract.TwoRunsContract;

/** The contract on a Flink cluster inside the process. */
class EmbeddedFlinkContractIT {
  /** How the contract's tests choose this runner. */
  static final List<String> RUNNER =
      List.of(
          "--runner=FlinkRunner",
          "--numberOfExecutionRetries=1",
          "--executionRetryDelay=100",
          "--parallelism=2");

  @Nested
  @Tag("long")
  class Demo extends DemoContract {
    Demo() {
      super(RUNNER);
    }
  }

  @Nested
  class Day extends DayContract {
    Day() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class FullDisk extends FullDiskContract {
    FullDisk() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class Failures extends FailureContract {
    Failures() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class HostileText extends HostileTextContract {
    HostileText() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class Key extends KeyContract {
    Key() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class TwoRuns extends TwoRunsContract {
    TwoRuns() {
      super(RUNNER);
    }
  }

  @Nested
  @Tag("long")
  class Leaving extends LeavingContract {
    Leaving() {
      super(RUNNER, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }
  }

  @Nested
  @Tag("long")
  class Filter extends PrefilterContract {
    Filter() {
      super(RUNNER);
    }
  }

  @Nested
  class Export extends ExportContract {
    Export() {
      super(RUNNER);
    }
  }
}
