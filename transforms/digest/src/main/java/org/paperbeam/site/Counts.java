package org.paperbeam.site;

import java.util.Locale;

/** Numbers of things, as pages say them. */
final class Counts {
  private Counts() {}

  /** With a comma before each three digits. */
  static String of(long number) {
    // Most are small, and a page has dozens of them.
    return number >= 0 && number < 1000
        ? Long.toString(number)
        : String.format(Locale.ROOT, "%,d", number);
  }
}
