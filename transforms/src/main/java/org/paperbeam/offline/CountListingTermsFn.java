package org.paperbeam.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.PaperRecord;

/**
 * The statistics of a listing, put together from parts of it in any order and on any number of
 * workers: how many papers there are, and in how many of them each term stands.
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
    ListingTerms open = terms.whole();
    open.add(TermCounts.of(record.getPaper(), words()).keySet());
    return open;
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
  public ListingTerms compact(ListingTerms terms) {
    return terms.waiting();
  }

  @Override
  public ListingTerms extractOutput(ListingTerms terms) {
    return terms.waiting();
  }

  @Override
  public Coder<ListingTerms> getAccumulatorCoder(CoderRegistry registry, Coder<PaperRecord> input) {
    return new TermsCoder();
  }

  @Override
  public Coder<ListingTerms> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PaperRecord> input) {
    return new TermsCoder();
  }

  /** What {@link ListingTerms} writes. */
  static final class TermsCoder extends CustomCoder<ListingTerms> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(ListingTerms terms, OutputStream out) throws IOException {
      terms.write(out);
    }

    /** Where papers wait in a file, terms do so too: a runner clones what it holds. */
    @Override
    public ListingTerms decode(InputStream in) throws IOException {
      return ListingTerms.read(in).waiting();
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      throw new NonDeterministicException(this, "a map has no order");
    }
  }
}
