package org.paperbeam.http;

import java.io.IOException;

/** A body that is larger than any answer of its service; the rest of it was not read. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(int largest) {
    super("an answer of more than " + LargestBody.inWords(largest));
  }
}
