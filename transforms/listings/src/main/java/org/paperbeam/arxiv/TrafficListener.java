package org.paperbeam.arxiv;

import java.time.Duration;

/** Hears of the traffic with a service while it happens. */
interface TrafficListener {
  void asked();

  /** An answer was taken from that file of the cache. */
  void takenFromCache(String path);

  /** A file of the cache was not as it was written, and is gone now. */
  default void damaged(String file) {}

  void waited(Duration time);

  /** One that takes no notice. */
  static TrafficListener none() {
    return new TrafficListener() {
      @Override
      public void asked() {}

      @Override
      public void takenFromCache(String path) {}

      @Override
      public void waited(Duration time) {}
    };
  }
}
