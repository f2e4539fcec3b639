package org.paperbeam.pipeline.settings;

import java.io.Serializable;
import java.time.Instant;
import org.paperbeam.pipeline.profile.Profile;

/**
 * Everything a job needs to know, resolved and checked: the graph asks no option. Immutable, safe
 * to send to workers; holds no key.
 *
 * @param runId sortable by time, e.g. {@code 20261121T230718Z-4f2a91}
 * @param startedAt when the run started
 * @param command the command that started it, e.g. {@code run}
 */
public record RunSettings(
    String runId,
    Instant startedAt,
    String command,
    ListingSettings listing,
    AuthorSettings authors,
    ScoringSettings scoring,
    LlmSettings llm,
    OutputSettings output,
    Profile profile)
    implements Serializable {

  /** The same run, of the bundled listing instead of arXiv's. */
  public RunSettings withSampleListing() {
    return new RunSettings(
        runId,
        startedAt,
        command,
        listing.withSource(Source.SAMPLE),
        authors,
        scoring,
        llm,
        output,
        profile);
  }
}
