package org.paperbeam.contract;

import java.nio.file.Path;
import java.util.List;

/** Two runs that share an output folder on {@code gs://}. */
public abstract class TwoRunsOnGcsContract extends TwoRunsContract {
  protected TwoRunsOnGcsContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return new GcsStorage();
  }
}
