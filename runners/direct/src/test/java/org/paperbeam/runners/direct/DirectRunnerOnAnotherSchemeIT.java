package org.paperbeam.runners.direct;

import java.nio.file.Path;
import org.paperbeam.contract.DayContract;
import org.paperbeam.contract.MemoryStorage;
import org.paperbeam.contract.TestStorage;

/** A day on a file system of the tests' own: nothing may assume local or Google paths. */
class DirectRunnerOnAnotherSchemeIT extends DayContract {
  DirectRunnerOnAnotherSchemeIT() {
    super(DirectRunnerContractIT.RUNNER);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return new MemoryStorage();
  }
}
