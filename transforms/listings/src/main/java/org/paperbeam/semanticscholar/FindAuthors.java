package org.paperbeam.semanticscholar;

import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureException;
import org.paperbeam.http.Pace;
import org.paperbeam.http.ServiceException;
import org.paperbeam.join.GatherByKey;
import org.paperbeam.join.GroupUnderKeys;
import org.paperbeam.join.KeyedParts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.Deduplicator;
import org.paperbeam.records.Shards;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;

/**
 * Makes one record of every paper of a date (see {@link Deduplicator}) and finds out who wrote it:
 * papers of a followed author come out {@code SELECTED}, papers whose authors are all known and all
 * below the h-index asked for {@code H_INDEX_FILTERED}, the others undecided, with their highest
 * known h-index.
 *
 * <p>The service is asked by one worker for the whole job, once a distinct arXiv id, at most 500
 * ids a request, {@link AuthorsConfig#spacing} apart, and only for papers of which no answer of the
 * last {@value AuthorCache#FRESH_DAYS} days is kept. That worker holds the ids and what was found,
 * some hundred bytes a paper; the papers themselves wait for it in as many groups as {@link Shards}
 * has. When nothing is wanted ({@link AuthorsConfig#isWanted()}) nobody is asked, and all records
 * come out undecided.
 *
 * <p>A question that fails is asked again with half of its papers, down to one. A paper that cannot
 * be looked up alone counts as unknown, and {@link FindAuthorsResult#getWarnings()} says how many
 * there are. When the service cannot be used at all, {@link FindAuthorsResult#getFailures()} holds
 * one failure and no record comes out, so that no later step pays for papers which these rules
 * would have decided for nothing. For bounded input in the global window.
 */
public final class FindAuthors extends PTransform<PCollection<ListedPaper>, FindAuthorsResult> {
  private static final long serialVersionUID = 1L;

  /** How many dates are expected when nobody says it. */
  public static final int DEFAULT_DAYS = 128;

  private final AuthorsConfig config;
  private final AuthorSource.Opener opener;
  private final Shards shards;

  private FindAuthors(AuthorsConfig config, AuthorSource.Opener opener, int days) {
    this.config = config;
    this.opener = opener;
    this.shards = Shards.forDates(days);
  }

  public static FindAuthors with(AuthorsConfig config) {
    return with(config, FindAuthors::open);
  }

  static FindAuthors with(AuthorsConfig config, AuthorSource.Opener opener) {
    return new FindAuthors(config, opener, DEFAULT_DAYS);
  }

  /**
   * How many dates to expect at most, 1 or more; default {@value #DEFAULT_DAYS}. A worker holds a
   * group of papers: those of some sixteen dates, more when there are more dates than these.
   */
  public FindAuthors withDays(int days) {
    if (days < 1) {
      throw new IllegalArgumentException("days must be 1 or more, not " + days);
    }
    return new FindAuthors(config, opener, days);
  }

  /** How the papers are grouped. */
  Shards shards() {
    return shards;
  }

  @Override
  public FindAuthorsResult expand(PCollection<ListedPaper> listed) {
    return config.isWanted() ? asked(listed) : unasked(listed);
  }

  private FindAuthorsResult asked(PCollection<ListedPaper> listed) {
    PCollectionTuple answers =
        listed
            .apply(
                "Ids to one worker",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
                    .via(paper -> KV.of("", paper.getArxivId())))
            .apply("All ids", GroupByKey.create())
            .apply(
                "Ask",
                ParDo.of(new AskAuthorsFn(config, opener))
                    .withOutputTags(
                        AskAuthorsFn.FINDINGS,
                        TupleTagList.of(AskAuthorsFn.FAILURES).and(AskAuthorsFn.WARNINGS)));
    PCollection<KV<String, AuthorFinding>> findings =
        answers
            .get(AskAuthorsFn.FINDINGS)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), findingCoder(listed.getPipeline())));
    Shards groups = shards;
    PCollectionTuple found =
        KeyedParts.in(listed.getPipeline())
            .and(JudgePapersFn.PAPERS, listed, paper -> groups.of(paper.getArxivId()))
            .and(JudgePapersFn.FINDINGS, findings, finding -> groups.of(finding.getKey()))
            .apply("All of some papers", GatherByKey.create())
            .apply("Keep one and judge", tagged(new JudgePapersFn(config.runId())));
    return new FindAuthorsResult(
        found, answers.get(AskAuthorsFn.FAILURES), answers.get(AskAuthorsFn.WARNINGS));
  }

  private static Coder<AuthorFinding> findingCoder(Pipeline pipeline) {
    try {
      return pipeline.getSchemaRegistry().getSchemaCoder(AuthorFinding.class);
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException("a finding has its schema from its own class", e);
    }
  }

  private FindAuthorsResult unasked(PCollection<ListedPaper> listed) {
    Shards groups = shards;
    // All listings of a paper meet, on whatever date.
    PCollectionTuple found =
        listed
            .apply("All entries", GroupUnderKeys.by(paper -> groups.of(paper.getArxivId())))
            .apply("Keep one", tagged(new FindAuthorsFn()));
    Pipeline pipeline = listed.getPipeline();
    return new FindAuthorsResult(
        found,
        pipeline.apply("No failure", Create.empty(TypeDescriptor.of(RunFailure.class))),
        pipeline.apply("No warning", Create.empty(TypeDescriptors.strings())));
  }

  private static <T> ParDo.MultiOutput<T, PaperRecord> tagged(DoFn<T, PaperRecord> judge) {
    return ParDo.of(judge)
        .withOutputTags(
            FindAuthorsFn.UNDECIDED,
            TupleTagList.of(FindAuthorsFn.DECIDED).and(FindAuthorsFn.ENTRIES));
  }

  private static AuthorSource open(AuthorsConfig config) throws ServiceException {
    return config.resource() != null
        ? BundledAuthors.read(config.resource())
        : new SemanticScholarClient(config, key(config.key(), System.getenv()), Pace.system());
  }

  /** The key; null where only a variable is named, and it is not set. */
  static @Nullable Secret key(KeySource key, Map<String, String> environment)
      throws ServiceException {
    if (key.kind() == KeySource.Kind.ENVIRONMENT
        && environment.getOrDefault(key.name(), "").isBlank()) {
      return null;
    }
    try {
      return key.read(environment, "Semantic Scholar");
    } catch (IOException e) {
      throw new ServiceException(
          FailureException.kindOf(e), "the key of Semantic Scholar: " + e.getMessage(), e);
    }
  }
}
