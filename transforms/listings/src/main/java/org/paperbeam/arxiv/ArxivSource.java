package org.paperbeam.arxiv;

import java.util.Locale;

/** Where {@link ArxivIO} takes listings from. */
public enum ArxivSource {
  /** The RSS feed: exact, with every announce type, but of the newest listing only. */
  RSS,
  /** The Atom API: days gone by, dated by submission; new papers and cross-lists only. */
  API,
  /** OAI-PMH: days gone by, dated by submission; the source for long ranges. */
  OAI,
  /** Feeds in RSS form on the class path: a sample, without any network. */
  BUNDLED;

  /** The word our options and files use, e.g. {@code oai}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
