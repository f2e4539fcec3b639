package org.paperbeam.arxiv;

import java.time.Duration;

/** Hears of the traffic with a service while it happens. */
interface Meter {
  void asked();

  void takenFromCache();

  void waited(Duration time);

  /** A meter that nobody reads. */
  static Meter none() {
    return new Meter() {
      @Override
      public void asked() {}

      @Override
      public void takenFromCache() {}

      @Override
      public void waited(Duration time) {}
    };
  }
}
