package org.paperbeam.pipeline.graph;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.paperbeam.arxiv.ListResult;
import org.paperbeam.learnt.RuleOut;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.DayEntries;
import org.paperbeam.semanticscholar.FindAuthors;
import org.paperbeam.semanticscholar.FindAuthorsResult;

/**
 * All that comes before the scorer, the same for a run and for its estimate: list, deduplicate,
 * look up the authors, rule out what the pre-filter is sure of.
 *
 * @param days one for every date asked for
 * @param entries how much each date lists
 * @param decided papers that their authors or the pre-filter decide
 * @param undecided papers that are left to be scored
 * @param failures why the job must end
 * @param warnings of the listing as a whole, and of authors that could not be looked up
 * @param notes on where the listing is from
 */
record FilteredPapers(
    PCollection<DayFacts> days,
    PCollection<DayEntries> entries,
    PCollection<PaperRecord> decided,
    PCollection<PaperRecord> undecided,
    PCollectionList<RunFailure> failures,
    PCollectionList<String> warnings,
    PCollectionList<String> notes) {

  static FilteredPapers of(Pipeline pipeline, StepConfigs configs) {
    ListResult listing = pipeline.apply("List", configs.listing());
    FindAuthorsResult authors =
        listing
            .getPapers()
            .apply(
                "Deduplicate and find authors",
                FindAuthors.with(configs.authors()).withDays(configs.days()));
    PCollection<PaperRecord> decided = authors.getDecided();
    PCollection<PaperRecord> undecided = authors.getUndecided();
    RuleOut filter = configs.prefilter();
    if (filter != null) {
      PCollectionTuple judged = undecided.apply("Pre-filter", filter);
      undecided = judged.get(RuleOut.LEFT);
      decided =
          PCollectionList.of(decided)
              .and(judged.get(RuleOut.RULED_OUT))
              .apply("Decided", Flatten.pCollections());
    }
    return new FilteredPapers(
        listing.getDays(),
        authors.getEntries(),
        decided,
        undecided,
        PCollectionList.of(listing.getFailures()).and(authors.getFailures()),
        listing.getWarnings().and(authors.getWarnings()),
        listing.getNotes());
  }
}
