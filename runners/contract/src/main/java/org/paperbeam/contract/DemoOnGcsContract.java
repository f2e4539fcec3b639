package org.paperbeam.contract;

import java.nio.file.Path;
import java.util.List;

/** The demo with its output on {@code gs://}. */
public abstract class DemoOnGcsContract extends DemoContract {
  protected DemoOnGcsContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return new GcsStorage();
  }
}
