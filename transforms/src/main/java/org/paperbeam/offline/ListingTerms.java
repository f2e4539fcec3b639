package org.paperbeam.offline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperSpill;

/**
 * How common each term is in a listing. It grows while papers are added, and is only read after
 * that; what two workers have counted of one listing is put together by {@link #addAll}. A day's
 * terms are some megabytes, so those of many days wait in a file, see {@link #waiting}. For one
 * thread.
 */
final class ListingTerms {
  private static final Coder<Map<String, Integer>> TERMS =
      MapCoder.of(StringUtf8Coder.of(), VarIntCoder.of());

  /** Empty while the terms wait in a file. */
  private final Map<String, Integer> papersWith;

  private final PaperSpill.@Nullable Kept kept;
  private int papers;

  /** Of no paper yet. */
  ListingTerms() {
    this(0, new HashMap<>());
  }

  /** As it was counted elsewhere; takes the map over. */
  ListingTerms(int papers, Map<String, Integer> papersWith) {
    this(papers, papersWith, null);
  }

  private ListingTerms(
      int papers, Map<String, Integer> papersWith, PaperSpill.@Nullable Kept kept) {
    this.papers = papers;
    this.papersWith = papersWith;
    this.kept = kept;
  }

  /** As {@link #write} wrote them. */
  static ListingTerms read(InputStream in) throws IOException {
    return new ListingTerms(VarIntCoder.of().decode(in), TERMS.decode(in));
  }

  /** The number of papers, then the terms. */
  void write(OutputStream out) throws IOException {
    ListingTerms whole = whole();
    VarIntCoder.of().encode(whole.papers, out);
    TERMS.encode(whole.papersWith, out);
  }

  /**
   * The same, in the process's spill where a runner holds elements as objects: {@link #whole} comes
   * before all that looks at a term.
   */
  ListingTerms waiting() {
    if (kept != null) {
      return this;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("terms cannot be encoded", e);
    }
    PaperSpill.Kept written = PaperSpill.keepInProcess(bytes.toByteArray());
    return written == null ? this : new ListingTerms(papers, Map.of(), written);
  }

  /** The same, in memory. */
  ListingTerms whole() {
    if (kept == null) {
      return this;
    }
    try {
      return read(new ByteArrayInputStream(kept.read()));
    } catch (IOException e) {
      throw new UncheckedIOException("terms cannot be read in a spill of papers", e);
    }
  }

  /** Of these papers. */
  static ListingTerms of(List<ListedPaper> listing, TermCounter words) {
    ListingTerms terms = new ListingTerms();
    listing.forEach(paper -> terms.add(TermCounts.of(paper, words).keySet()));
    return terms;
  }

  /** One more paper, with these terms. */
  void add(Collection<String> terms) {
    papers++;
    terms.forEach(term -> papersWith().merge(term, 1, Integer::sum));
  }

  /** The papers of another part of the listing. */
  void addAll(ListingTerms other) {
    papers += other.papers;
    other
        .whole()
        .papersWith
        .forEach((term, count) -> papersWith().merge(term, count, Integer::sum));
  }

  /** How many papers there are. */
  int papers() {
    return papers;
  }

  /** In how many papers each term stands. */
  Map<String, Integer> papersWith() {
    if (kept != null) {
      throw new IllegalStateException("the terms wait in a file: whole() reads them");
    }
    return papersWith;
  }

  /** How rare a term is: finite for a term of no paper, 1 for a term of every paper. */
  double rarity(String term) {
    return rarity(papersWith().getOrDefault(term, 0), papers);
  }

  /** The same of a term that stands in so many of so many papers. */
  static double rarity(int papersWith, int papers) {
    return Math.log((papers + 1.0) / (papersWith + 1.0)) + 1;
  }
}
