package org.paperbeam.offline;

import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;

/**
 * The statistics of a listing, put together from parts of it in any order: how many papers there
 * are, and in how many of them each term stands. A day's listing is one part: see
 * docs/decisions.md.
 */
final class CountListingTermsFn extends CombineFn<PaperRecord, ListingTerms, ListingTerms> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable TermCounter words;

  @Override
  public ListingTerms createAccumulator() {
    return new ListingTerms();
  }

  @Override
  public ListingTerms addInput(ListingTerms terms, PaperRecord record) {
    terms.add(TermCounts.of(record.getPaper(), words()).keySet());
    return terms;
  }

  /** Made where it is used: an analyzer cannot be sent. */
  private TermCounter words() {
    TermCounter made = words;
    if (made == null) {
      made = new TermCounter();
      words = made;
    }
    return made;
  }

  @Override
  public ListingTerms mergeAccumulators(Iterable<ListingTerms> parts) {
    ListingTerms all = createAccumulator();
    parts.forEach(all::addAll);
    return all;
  }

  @Override
  public ListingTerms extractOutput(ListingTerms terms) {
    return terms;
  }
}
