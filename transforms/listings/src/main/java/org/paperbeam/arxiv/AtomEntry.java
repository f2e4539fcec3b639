package org.paperbeam.arxiv;

import java.time.Instant;
import java.util.List;

/**
 * One entry of the API's answer: a paper in its latest version.
 *
 * @param id without a version
 * @param version 1 when the entry does not say
 * @param abstractText empty when there is none
 * @param authors empty when the entry names nobody
 * @param categories arXiv's, the primary one first
 * @param published when version 1 was submitted
 */
record AtomEntry(
    String id,
    int version,
    String title,
    String abstractText,
    List<String> authors,
    List<String> categories,
    Instant published) {
  public AtomEntry {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
  }
}
