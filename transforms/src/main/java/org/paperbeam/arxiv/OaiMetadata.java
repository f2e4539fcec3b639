package org.paperbeam.arxiv;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a record of OAI-PMH says of a paper, in whichever format it came.
 *
 * @param format {@code arXiv}, {@code arXivRaw}, {@code arXivOld} or {@code dc}
 * @param abstractText empty when there is none
 * @param categories the primary one first; empty in {@code dc}, which has subjects in words
 * @param versions oldest first; {@code arXivRaw} alone has them
 * @param created the day of version 1, UTC; null when the format does not say
 */
public record OaiMetadata(
    String format,
    String title,
    String abstractText,
    List<String> authors,
    List<String> categories,
    List<Version> versions,
    @Nullable LocalDate created) {
  public OaiMetadata {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    versions = List.copyOf(versions);
  }

  /** One version of the paper, and when it was submitted. */
  public record Version(int number, Instant submitted) {}
}
