package org.paperbeam.pipeline.settings;

import java.util.Locale;

/** Where a listing comes from. */
public enum Source {
  RSS,
  API,
  OAI,
  SNAPSHOT,
  /** The listing that is bundled for {@code demo}; no option names it. */
  SAMPLE;

  static Source ofOption(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
