package org.paperbeam.runners.direct;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.paperbeam.contract.BatchContract;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.DemoContract;
import org.paperbeam.contract.EstimateContract;
import org.paperbeam.contract.ExportContract;
import org.paperbeam.contract.FailureContract;
import org.paperbeam.contract.FallbackContract;
import org.paperbeam.contract.FullDiskContract;
import org.paperbeam.contract.GarbledFilesContract;
import org.paperbeam.contract.HostileTextContract;
import org.paperbeam.contract.JobOptionsContract;
import org.paperbeam.contract.KeyContract;
import org.paperbeam.contract.LeavingContract;
import org.paperbeam.contract.ListingOptionsContract;
import org.paperbeam.contract.PrefilterContract;
import org.paperbeam.contract.ScoringOptionsContract;
import org.paperbeam.contract.TwoRunsContract;

/** The contract on DirectRunner, with the checks on that find broken coders. */
class DirectRunnerContractIT {
  /** How the contract's tests choose this runner. */
  static final List<String> RUNNER =
      List.of("--runner=DirectRunner", "--enforceEncodability=true", "--enforceImmutability=true");

  @Nested
  class Demo extends DemoContract {
    Demo() {
      super(RUNNER);
    }
  }

  @Nested
  class Batch extends BatchContract {
    Batch() {
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
  class Estimate extends EstimateContract {
    Estimate() {
      super(RUNNER);
    }
  }

  @Nested
  class FullDisk extends FullDiskContract {
    FullDisk() {
      super(RUNNER);
    }
  }

  @Nested
  class GarbledFiles extends GarbledFilesContract {
    GarbledFiles() {
      super(RUNNER);
    }
  }

  @Nested
  class Failures extends FailureContract {
    Failures() {
      super(RUNNER);
    }
  }

  @Nested
  class HostileText extends HostileTextContract {
    HostileText() {
      super(RUNNER);
    }
  }

  @Nested
  class Key extends KeyContract {
    Key() {
      super(RUNNER);
    }
  }

  @Nested
  class TwoRuns extends TwoRunsContract {
    TwoRuns() {
      super(RUNNER);
    }
  }

  @Nested
  class ListingOptions extends ListingOptionsContract {
    ListingOptions() {
      super(RUNNER);
    }
  }

  @Nested
  class JobOptions extends JobOptionsContract {
    JobOptions() {
      super(RUNNER);
    }
  }

  @Nested
  class ScoringOptions extends ScoringOptionsContract {
    ScoringOptions() {
      super(RUNNER);
    }
  }

  @Nested
  class Fallback extends FallbackContract {
    Fallback() {
      super(RUNNER);
    }
  }

  @Nested
  class Leaving extends LeavingContract {
    Leaving() {
      super(RUNNER, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }
  }

  @Nested
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
