package org.paperbeam.semanticscholar;

import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.http.Pace;
import org.paperbeam.http.ServiceException;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.records.Deduplicator;
import org.paperbeam.records.Shards;

/**
 * Makes one record of every paper of a date (see {@link Deduplicator}) and finds out who wrote it:
 * papers of a followed author come out {@code SELECTED}, papers whose authors are all known and all
 * below the h-index asked for {@code H_INDEX_FILTERED}, the others undecided, with their highest
 * known h-index.
 *
 * <p>Repeats must meet and so must all papers that one worker asks about, so both take the same
 * grouping, the only one here.
 *
 * <p>The service is asked by one worker for the whole job, once a distinct arXiv id, at most 500
 * ids a request, {@link AuthorsConfig#spacing} apart. That worker holds all papers of the job,
 * about 3 kB each. When nothing is wanted ({@link AuthorsConfig#isWanted()}) nobody is asked, all
 * records come out undecided, and several workers share the dates.
 *
 * <p>All or nothing: when the service cannot be used, {@link FindAuthorsResult#getFailures()} holds
 * one failure and no record comes out, so that no later step pays for papers which these rules
 * would have decided for nothing. For bounded input in the global window.
 */
public final class FindAuthors extends PTransform<PCollection<ListedPaper>, FindAuthorsResult> {
  private static final long serialVersionUID = 1L;

  /** Papers of a decade are 30,000 to a group, which any worker holds. */
  private static final Shards SHARDS = new Shards(32);

  private final AuthorsConfig config;
  private final AuthorSource.Opener opener;

  private FindAuthors(AuthorsConfig config, AuthorSource.Opener opener) {
    this.config = config;
    this.opener = opener;
  }

  public static FindAuthors with(AuthorsConfig config) {
    return with(config, FindAuthors::open);
  }

  static FindAuthors with(AuthorsConfig config, AuthorSource.Opener opener) {
    return new FindAuthors(config, opener);
  }

  @Override
  public FindAuthorsResult expand(PCollection<ListedPaper> listed) {
    WithKeys<String, ListedPaper> keys =
        config.isWanted() ? WithKeys.of("") : WithKeys.of(paper -> SHARDS.of(paper.getDate()));
    PCollectionTuple found =
        listed
            .apply("To their worker", keys.withKeyType(TypeDescriptors.strings()))
            .apply("All entries", GroupByKey.create())
            .apply(
                "Keep one and ask",
                ParDo.of(new FindAuthorsFn(config, opener))
                    .withOutputTags(
                        FindAuthorsFn.UNDECIDED,
                        TupleTagList.of(FindAuthorsFn.DECIDED)
                            .and(FindAuthorsFn.ENTRIES)
                            .and(FindAuthorsFn.FAILURES)));
    return new FindAuthorsResult(found);
  }

  private static AuthorSource open(AuthorsConfig config) throws ServiceException {
    return config.resource() != null
        ? BundledAuthors.read(config.resource())
        : new SemanticScholarClient(
            config, System.getenv(AuthorsConfig.API_KEY_VARIABLE), Pace.system());
  }
}
