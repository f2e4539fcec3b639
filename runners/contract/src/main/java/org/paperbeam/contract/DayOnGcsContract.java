package org.paperbeam.contract;

import java.nio.file.Path;
import java.util.List;

/** A day with everything on {@code gs://}: profile, key, listings, output. */
public abstract class DayOnGcsContract extends DayContract {
  protected DayOnGcsContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return new GcsStorage();
  }
}
