package org.paperbeam.semanticscholar;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.http.Pace;
import org.paperbeam.http.ServiceException;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.Shards;

/**
 * Finds out who wrote each paper: papers of a followed author come out {@code SELECTED}, papers
 * whose authors are all known and all below the h-index asked for {@code H_INDEX_FILTERED}, the
 * others undecided as they came, with their highest known h-index.
 *
 * <p>The service is asked by one worker for the whole job, once a distinct arXiv id, at most 500
 * ids a request, {@link AuthorsConfig#spacing} apart; only ids go to that worker, so its memory
 * grows with some hundred bytes a paper. When nothing is wanted ({@link AuthorsConfig#isWanted()})
 * nobody is asked and the records pass unchanged.
 *
 * <p>All or nothing: when the service cannot be used, {@link FindAuthorsResult#getFailures()} holds
 * one failure and {@link FindAuthorsResult#getRecords()} no record, so that no later step pays for
 * papers which these rules would have decided for nothing. For bounded input in the global window.
 */
public final class FindAuthors extends PTransform<PCollection<PaperRecord>, FindAuthorsResult> {
  private static final long serialVersionUID = 1L;

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
  public FindAuthorsResult expand(PCollection<PaperRecord> records) {
    SchemaRegistry schemas = records.getPipeline().getSchemaRegistry();
    Coder<RunFailure> failureCoder = coder(schemas, RunFailure.class);
    if (!config.isWanted()) {
      return new FindAuthorsResult(
          records, records.getPipeline().apply("NoFailures", Create.empty(failureCoder)));
    }
    PCollection<KV<String, PaperRecord>> byShard =
        records
            .apply(
                "ByShard",
                WithKeys.of((PaperRecord r) -> Shards.of(r.getPaper().getArxivId()))
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), records.getCoder()));
    PCollectionTuple asked =
        records
            .apply(
                "Ids",
                MapElements.into(TypeDescriptors.strings()).via(r -> r.getPaper().getArxivId()))
            .apply("OneWorker", WithKeys.of(""))
            .apply("AllIds", GroupByKey.create())
            .apply(
                "Ask",
                ParDo.of(new AskAuthorsFn(config, opener))
                    .withOutputTags(AskAuthorsFn.FINDINGS, TupleTagList.of(AskAuthorsFn.FAILURES)));
    Coder<KV<String, AuthorFinding>> findingCoder =
        KvCoder.of(StringUtf8Coder.of(), coder(schemas, AuthorFinding.class));
    PCollection<KV<String, KV<String, AuthorFinding>>> findings =
        asked
            .get(AskAuthorsFn.FINDINGS)
            .setCoder(findingCoder)
            .apply(
                "FindingsByShard",
                WithKeys.<String, KV<String, AuthorFinding>>of(f -> Shards.of(f.getKey()))
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), findingCoder));
    PCollection<PaperRecord> found =
        KeyedPCollectionTuple.of(ApplyFindingFn.RECORDS, byShard)
            .and(ApplyFindingFn.FINDINGS, findings)
            .apply("RecordsAndFindings", CoGroupByKey.create())
            .apply("ApplyFinding", ParDo.of(new ApplyFindingFn(config.runId())))
            .setCoder(records.getCoder());
    return new FindAuthorsResult(found, asked.get(AskAuthorsFn.FAILURES).setCoder(failureCoder));
  }

  private static <T> Coder<T> coder(SchemaRegistry schemas, Class<T> type) {
    try {
      return schemas.getSchemaCoder(type);
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException(type + " has no schema", e);
    }
  }

  private static AuthorSource open(AuthorsConfig config) throws ServiceException {
    return config.resource() != null
        ? BundledAuthors.read(config.resource())
        : new SemanticScholarClient(
            config, System.getenv(AuthorsConfig.API_KEY_VARIABLE), Pace.system());
  }
}
