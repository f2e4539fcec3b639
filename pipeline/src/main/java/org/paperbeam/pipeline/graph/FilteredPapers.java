package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.Deduplicate;
import org.paperbeam.records.DeduplicateResult;
import org.paperbeam.semanticscholar.FindAuthors;
import org.paperbeam.semanticscholar.FindAuthorsResult;

/**
 * All that comes before the scorer, the same for a run and for its estimate: list, deduplicate,
 * look up the authors.
 *
 * @param days one for every date asked for
 * @param listed entries by date
 * @param distinct papers by date
 * @param decided papers that their authors decide
 * @param undecided papers that are left to be scored
 * @param failures why the job must end
 * @param warnings of the listing as a whole
 */
record FilteredPapers(
    PCollection<DayFacts> days,
    PCollection<KV<String, Long>> listed,
    PCollection<KV<String, Long>> distinct,
    PCollection<PaperRecord> decided,
    PCollection<PaperRecord> undecided,
    PCollection<RunFailure> failures,
    PCollection<String> warnings) {

  static FilteredPapers of(Pipeline pipeline, StepConfigs configs) {
    ListResult listing = pipeline.apply("List", configs.listing());
    DeduplicateResult papers = listing.getPapers().apply("Deduplicate", Deduplicate.byDateAndId());
    FindAuthorsResult authors =
        papers.getRecords().apply("Find authors", FindAuthors.with(configs.authors()));
    return new FilteredPapers(
        listing.getDays(),
        papers.getListed(),
        papers.getDistinct(),
        authors
            .getRecords()
            .apply("Decided by authors", Filter.by(record -> record.getOutcome() != null)),
        authors
            .getRecords()
            .apply("Left to score", Filter.by(record -> record.getOutcome() == null)),
        PCollectionList.of(listing.getFailures())
            .and(authors.getFailures())
            .apply("Failures before scoring", Flatten.pCollections()),
        listing.getWarnings());
  }
}
