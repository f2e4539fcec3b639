package org.paperbeam.arxiv;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.storage.Folder;

/**
 * Lists what arXiv announces.
 *
 * <p>Guaranteed, on every runner and whatever its parallelism: one request at a time and {@link
 * Read#withSpacing} between two of them, for the whole job, because one worker works one element
 * through; no entry is left out in silence; a listing is handed on when it is whole, so that a
 * source that refuses or contradicts itself comes out as one failure with one line for the user,
 * and without any paper.
 *
 * <p>No grouping: what follows runs on the worker that lists, and is done again, listing included,
 * when it fails there. A job whose next step does not group puts a {@code Reshuffle} between.
 *
 * <pre>{@code
 * ListResult listing =
 *     pipeline.apply(
 *         "List papers",
 *         ArxivIO.read()
 *             .from(ArxivSource.OAI)
 *             .withCategories(List.of("cs.LG", "cs.AI"))
 *             .withDates(LocalDate.parse("2025-03-18"), LocalDate.parse("2025-04-03"))
 *             .withContact("me@example.org"));
 * }</pre>
 */
public final class ArxivIO {
  private ArxivIO() {}

  /**
   * Lists the newest day from arXiv's RSS feeds, unless told otherwise; categories must be set, and
   * dates for the sources that need them.
   */
  public static Read read() {
    return new Read(ListRequest.builder().setNow(Instant.now()).buildPart());
  }

  /**
   * See {@link #read}. Immutable. A value that is not allowed is refused where it is set, with an
   * {@link IllegalArgumentException} that names the parameter, the value and what is allowed; what
   * is missing or does not fit together, when the transform is applied.
   */
  public static final class Read extends PTransform<PBegin, ListResult> {
    private static final long serialVersionUID = 1L;

    /** What is known so far; whole by {@link #getRequest} only. */
    private final ListRequest part;

    private Read(ListRequest part) {
      this.part = part;
    }

    /** Where listings come from; default {@link ArxivSource#RSS}. */
    public Read from(ArxivSource source) {
      return new Read(part.toBuilder().setSource(source).buildPart());
    }

    /** Categories ({@code cs.LG}) and whole archives ({@code hep-th}, {@code cs}); at least one. */
    public Read withCategories(List<String> categories) {
      if (categories.isEmpty()) {
        throw new IllegalArgumentException("categories must name at least one, e.g. cs.LG, not []");
      }
      return new Read(part.toBuilder().setCategories(categories).buildPart());
    }

    /**
     * The announcement dates asked for, both inclusive, {@code from} not after {@code to}. Needed
     * for {@link ArxivSource#API} and {@link ArxivSource#OAI}; RSS lists one day at most, and
     * without dates what the feeds hold.
     */
    public Read withDates(LocalDate from, LocalDate to) {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "dates must be from not after to, not " + from + " to " + to);
      }
      return new Read(part.toBuilder().setFrom(from).setTo(to).buildPart());
    }

    /** Which entries of a listing become papers, at least one; default new and cross. */
    public Read withAnnounceTypes(Set<AnnounceType> announceTypes) {
      return new Read(part.toBuilder().setAnnounceTypes(announceTypes).buildPart());
    }

    /** The RSS feeds' address; default {@value ListRequest#DEFAULT_RSS_URL}. */
    public Read withRssUrl(String rssUrl) {
      return new Read(part.toBuilder().setRssUrl(rssUrl).buildPart());
    }

    /** The API's address; default {@value ListRequest#DEFAULT_API_URL}. */
    public Read withApiUrl(String apiUrl) {
      return new Read(part.toBuilder().setApiUrl(apiUrl).buildPart());
    }

    /** The OAI-PMH service's address; default {@value ListRequest#DEFAULT_OAI_URL}. */
    public Read withOaiUrl(String oaiUrl) {
      return new Read(part.toBuilder().setOaiUrl(oaiUrl).buildPart());
    }

    /**
     * From the end of one request to the start of the next, for the whole job; 0 s to 1 h, default
     * the 3 s of arXiv's terms.
     */
    public Read withSpacing(Duration spacing) {
      return new Read(part.toBuilder().setSpacing(spacing).buildPart());
    }

    /** The most waiting for one answer that is put off (429, 503 ...); default 10 minutes. */
    public Read withMaxWait(Duration maxWait) {
      return new Read(part.toBuilder().setMaxWait(maxWait).buildPart());
    }

    /** A mail address or URL for arXiv to reach the user at; by default, and for null, none. */
    public Read withContact(@Nullable String contact) {
      return new Read(part.toBuilder().setContact(contact).buildPart());
    }

    /**
     * Where raw answers are kept, so that none is asked for twice; by default, and for null,
     * nowhere.
     */
    public Read withListingCache(@Nullable Folder listingCache) {
      return new Read(part.toBuilder().setListingCache(listingCache).buildPart());
    }

    /**
     * Whether to ask for what the cache holds; what comes replaces it. By default what is kept is
     * taken.
     */
    public Read withRefresh(boolean refresh) {
      return new Read(part.toBuilder().setRefresh(refresh).buildPart());
    }

    /**
     * How many entries of the listing may be unreadable before it fails, 0 or more; null, the
     * default, for ten, and no more than could be read.
     */
    public Read withMaxBadRecords(@Nullable Long maxBadRecords) {
      return new Read(part.toBuilder().setMaxBadRecords(maxBadRecords).buildPart());
    }

    /** Class path names of the feeds of {@link ArxivSource#BUNDLED}; for no other source. */
    public Read withBundledFeeds(List<String> bundledFeeds) {
      return new Read(part.toBuilder().setBundledFeeds(bundledFeeds).buildPart());
    }

    /** When the run started: what is "today"; default when {@link ArxivIO#read} was called. */
    public Read withNow(Instant now) {
      return new Read(part.toBuilder().setNow(now).buildPart());
    }

    /**
     * What will be asked.
     *
     * @throws IllegalStateException when a setting is missing; names its setter
     * @throws IllegalArgumentException when settings do not fit together; names them
     */
    public ListRequest getRequest() {
      if (part.getCategories().isEmpty()) {
        throw new IllegalStateException("ArxivIO.read() wants withCategories");
      }
      return part.toBuilder().build();
    }

    @Override
    public ListResult expand(PBegin input) {
      ListRequest request = getRequest();
      PCollectionTuple listed =
          input
              .apply("OneListing", Create.of(request.getSource().label()))
              .apply(
                  "AskInTurn",
                  ParDo.of(new ListFn(request))
                      .withOutputTags(
                          ListFn.PAPERS,
                          TupleTagList.of(ListFn.DAYS)
                              .and(ListFn.FAILURES)
                              .and(ListFn.WARNINGS)
                              .and(ListFn.NOTES)));
      return ListResult.of(
              listed.get(ListFn.PAPERS), listed.get(ListFn.DAYS), listed.get(ListFn.FAILURES))
          .withWarnings(listed.get(ListFn.WARNINGS))
          .withNotes(listed.get(ListFn.NOTES));
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      super.populateDisplayData(builder);
      builder
          .add(DisplayData.item("source", part.getSource().label()))
          .add(DisplayData.item("categories", String.join(",", part.getCategories())))
          .add(DisplayData.item("dates", part.getFrom() + " to " + part.getTo()));
    }
  }
}
