package org.paperbeam.metrics;

/** The few lines that a person should see while a job runs, e.g. how far a batch is. */
public final class Notices {
  /** Their logger: the launcher shows it on the console, a worker in its log. */
  public static final String LOGGER = "org.paperbeam.notices";

  private Notices() {}
}
