package org.paperbeam.arxiv;

/**
 * An entry of an answer that cannot be read as a paper, or not as an announced one.
 *
 * @param id the paper's id; empty when it is not known
 * @param reason which entry it is and why, e.g. {@code item 2 (2503.15102) has no title}
 * @param excerpt the entry's first characters
 * @param harmless whether it is certain that the entry is none of those asked for
 */
record BadEntry(String id, String reason, String excerpt, boolean harmless) {
  private static final int EXCERPT = 200;

  /** The entry that stands in that element. */
  static BadEntry of(String id, ListingException why, XmlNode element) {
    return new BadEntry(id, why.getMessage(), ArxivText.beginning(element.text(), EXCERPT), false);
  }

  /** An entry that was read, and does not say what it must. */
  static BadEntry of(String id, String reason) {
    return new BadEntry(id, reason, "", false);
  }

  BadEntry asHarmless() {
    return new BadEntry(id, reason, excerpt, true);
  }
}
