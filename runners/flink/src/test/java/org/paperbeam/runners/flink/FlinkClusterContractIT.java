package org.paperbeam.runners.flink;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.DemoContract;
import org.paperbeam.contract.FailureContract;
import org.paperbeam.contract.HostileTextContract;
import org.paperbeam.contract.PrefilterContract;
import org.paperbeam.contract.TwoRunsContract;

/** The contract on a real cluster of three processes. */
class FlinkClusterContractIT {
  private static ClusterForTests cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = ClusterForTests.start(Map.of());
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Nested
  @Tag("long")
  class Demo extends DemoContract {
    Demo() {
      super(cluster.options());
    }

    @Override
    protected boolean workersReachThisProcess() {
      return false;
    }
  }

  @Nested
  @Tag("long")
  class Day extends DayContract {
    Day() {
      super(cluster.options());
    }
  }

  @Nested
  @Tag("longest")
  class Failures extends FailureContract {
    Failures() {
      super(cluster.options());
    }
  }

  @Nested
  @Tag("longest")
  class HostileText extends HostileTextContract {
    HostileText() {
      super(cluster.options());
    }
  }

  @Nested
  @Tag("longest")
  class TwoRuns extends TwoRunsContract {
    TwoRuns() {
      super(cluster.options());
    }
  }

  @Nested
  @Tag("longest")
  class Filter extends PrefilterContract {
    Filter() {
      super(cluster.options());
    }
  }
}
