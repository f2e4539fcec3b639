package org.paperbeam.arxiv;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.RunFailure;

/** What a source lists: the papers, what it says of each date, and why it could not go on. */
public final class ListResult implements POutput {
  private final Pipeline pipeline;
  private final TupleTag<ListedPaper> papersTag;
  private final PCollection<ListedPaper> papers;
  private final TupleTag<DayFacts> daysTag;
  private final PCollection<DayFacts> days;
  private final TupleTag<RunFailure> failuresTag;
  private final PCollection<RunFailure> failures;
  private final PCollectionList<String> warnings;
  private final PCollectionList<String> notes;

  private ListResult(
      PCollection<ListedPaper> papers,
      PCollection<DayFacts> days,
      PCollection<RunFailure> failures,
      PCollectionList<String> warnings,
      PCollectionList<String> notes) {
    this.pipeline = papers.getPipeline();
    this.papersTag = new TupleTag<>("papers") {};
    this.papers = papers;
    this.daysTag = new TupleTag<>("days") {};
    this.days = days;
    this.failuresTag = new TupleTag<>("failures") {};
    this.failures = failures;
    this.warnings = warnings;
    this.notes = notes;
  }

  /** A result of these collections, for a source built elsewhere. */
  public static ListResult of(
      PCollection<ListedPaper> papers,
      PCollection<DayFacts> days,
      PCollection<RunFailure> failures) {
    PCollectionList<String> none = PCollectionList.empty(papers.getPipeline());
    return new ListResult(papers, days, failures, none, none);
  }

  /** The same with warnings that belong to no date. */
  public ListResult withWarnings(PCollection<String> others) {
    return new ListResult(papers, days, failures, warnings.and(others), notes);
  }

  /** The same with sentences that are no warnings. */
  public ListResult withNotes(PCollection<String> others) {
    return new ListResult(papers, days, failures, warnings, notes.and(others));
  }

  /** The papers in scope; one that stands on a listing twice is here twice. */
  public PCollection<ListedPaper> getPapers() {
    return papers;
  }

  /** One value for every date asked for. Not complete when there are failures. */
  public PCollection<DayFacts> getDays() {
    return days;
  }

  /** Why the listing is not whole: nothing of it may be published. Empty when all went well. */
  public PCollection<RunFailure> getFailures() {
    return failures;
  }

  /**
   * One sentence each, for the run as a whole; those of a date stand in its facts. No collection
   * where a source has no such warnings.
   */
  public PCollectionList<String> getWarnings() {
    return warnings;
  }

  /** One sentence each on where the listing is from, e.g. which answers came from the cache. */
  public PCollectionList<String> getNotes() {
    return notes;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>(warnings.expand());
    all.putAll(notes.expand());
    all.put(papersTag, papers);
    all.put(daysTag, days);
    all.put(failuresTag, failures);
    return all;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
