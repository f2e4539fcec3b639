package org.paperbeam.pipeline.settings;

import java.util.Locale;

/** Who scores. */
public enum Scorer {
  LLM,
  OFFLINE;

  static Scorer ofOption(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
