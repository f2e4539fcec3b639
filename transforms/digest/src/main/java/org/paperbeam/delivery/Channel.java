package org.paperbeam.delivery;

import java.io.IOException;

/** A place that digests are brought to. */
public interface Channel {
  /** A short word for files and messages, e.g. {@code slack}. */
  String name();

  /**
   * What tells this place from others of its kind, e.g. an address; it is kept as a hash only. The
   * same place must give the same text.
   */
  String place();

  /**
   * Sends the digest; comes back when the other side has taken it.
   *
   * @throws IOException with one line, without secrets, when it did not or may not have
   */
  void send(DigestMessage message) throws IOException, InterruptedException;
}
