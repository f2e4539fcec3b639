package org.paperbeam.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
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

  @Override
  public Coder<ListingTerms> getAccumulatorCoder(CoderRegistry registry, Coder<PaperRecord> input) {
    return new TermsCoder();
  }

  @Override
  public Coder<ListingTerms> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PaperRecord> input) {
    return new TermsCoder();
  }

  /** The number of papers, then the terms. */
  static final class TermsCoder extends CustomCoder<ListingTerms> {
    private static final long serialVersionUID = 1L;

    private static final Coder<Map<String, Integer>> TERMS =
        MapCoder.of(StringUtf8Coder.of(), VarIntCoder.of());

    @Override
    public void encode(ListingTerms terms, OutputStream out) throws IOException {
      VarIntCoder.of().encode(terms.papers(), out);
      TERMS.encode(terms.papersWith(), out);
    }

    @Override
    public ListingTerms decode(InputStream in) throws IOException {
      return new ListingTerms(VarIntCoder.of().decode(in), TERMS.decode(in));
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      throw new NonDeterministicException(this, "a map has no order");
    }
  }
}
