package org.paperbeam.arxiv;

import java.io.IOException;

/**
 * Lists what one source announces. Not safe for many threads: arXiv wants one request at a time.
 */
interface Lister {
  /**
   * Hands every paper and every date asked for to {@code sink}.
   *
   * @throws IOException when the source refuses or contradicts itself; its message is one line for
   *     the user. What was handed over by then is not the whole listing
   */
  void list(ListingSink sink) throws IOException, InterruptedException;
}
