package org.paperbeam.arxiv;

import java.time.Instant;
import java.util.List;

/**
 * What a record of OAI-PMH in the format {@code arXivRaw} says of a paper.
 *
 * @param abstractText empty when there is none
 * @param categories the primary one first
 * @param versions oldest first
 */
record OaiMetadata(
    String title,
    String abstractText,
    List<String> authors,
    List<String> categories,
    List<Version> versions) {
  public OaiMetadata {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    versions = List.copyOf(versions);
  }

  /** One version of the paper, and when it was submitted. */
  public record Version(int number, Instant submitted) {}
}
