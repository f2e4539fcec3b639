package org.paperbeam.runners.direct;

import org.paperbeam.contract.EveryOptionContract;

/** The tests of this runner show every option. */
class EveryOptionTest extends EveryOptionContract {
  EveryOptionTest() {
    super(DirectRunnerContractIT.class, DirectRunnerOnGcsIT.class);
  }
}
