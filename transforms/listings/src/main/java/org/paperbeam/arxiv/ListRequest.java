package org.paperbeam.arxiv;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.storage.Folder;

/**
 * What to list, and from where: what {@link ArxivIO#read()} was told, checked. Immutable and
 * serialisable.
 */
@AutoValue
// build() replaces every collection with an immutable copy.
@SuppressWarnings("AutoValueImmutableFields")
public abstract class ListRequest implements Serializable {
  private static final long serialVersionUID = 1L;

  /** arXiv's RSS feeds. */
  public static final String DEFAULT_RSS_URL = "https://rss.arxiv.org/rss";

  /** arXiv's API. */
  public static final String DEFAULT_API_URL = "https://export.arxiv.org/api/query";

  /** arXiv's OAI-PMH service. */
  public static final String DEFAULT_OAI_URL = "https://oaipmh.arxiv.org/oai";

  /** What arXiv's terms ask for. */
  public static final int DEFAULT_SPACING_SECONDS = 3;

  private static final Pattern NAME = Pattern.compile("[A-Za-z]+(?:[.-][A-Za-z]+)*");
  private static final Duration LONGEST_SPACING = Duration.ofHours(1);

  public abstract ArxivSource getSource();

  /**
   * Categories ({@code cs.LG}) and whole archives ({@code hep-th}, {@code cs}) as arXiv writes them
   * today; at least one.
   */
  public abstract List<String> getCategories();

  /** Which entries of a listing become papers; default new and cross. At least one. */
  public abstract Set<AnnounceType> getAnnounceTypes();

  /**
   * The first announcement date asked for. Null, with RSS and bundled feeds only, for whatever the
   * feed holds.
   */
  public abstract @Nullable LocalDate getFrom();

  /** The last announcement date, inclusive; null when {@link #getFrom()} is. */
  public abstract @Nullable LocalDate getTo();

  /** Base address, asked as {@code URL/cs.LG+cs.AI}; default arXiv's. */
  public abstract String getRssUrl();

  /** Base address, asked as {@code URL?search_query=...}; default arXiv's. */
  public abstract String getApiUrl();

  /** Base address, asked as {@code URL?verb=...}; default arXiv's. */
  public abstract String getOaiUrl();

  /**
   * From the end of one request to the start of the next, for the whole job; 0 s to 1 h, default
   * the 3 s of arXiv's terms (info.arxiv.org/help/api/tou.html).
   */
  public abstract Duration getSpacing();

  /** The most waiting for one answer that is put off (429, 503 ...); default 10 minutes. */
  public abstract Duration getMaxWait();

  /** A mail address or URL for arXiv to reach the user at; goes into the User-Agent. */
  public abstract @Nullable String getContact();

  /** Where raw answers are kept; null keeps none, and then a second run asks everything again. */
  public abstract @Nullable Folder getListingCache();

  /** Whether to ask for what the cache holds; default no. */
  public abstract boolean isRefresh();

  /**
   * How many entries may be unreadable before the listing fails; 0 or more; null for ten, and no
   * more than could be read.
   */
  public abstract @Nullable Long getMaxBadRecords();

  /** When the run started: which days are over, and what is "today". */
  public abstract Instant getNow();

  /** Class path names of the feeds of {@link ArxivSource#BUNDLED}; empty for other sources. */
  public abstract List<String> getBundledFeeds();

  abstract Builder toBuilder();

  static Builder builder() {
    return new AutoValue_ListRequest.Builder()
        .setSource(ArxivSource.RSS)
        .setCategories(List.of())
        .setAnnounceTypes(EnumSet.of(AnnounceType.NEW, AnnounceType.CROSS))
        .setRssUrl(DEFAULT_RSS_URL)
        .setApiUrl(DEFAULT_API_URL)
        .setOaiUrl(DEFAULT_OAI_URL)
        .setSpacing(Duration.ofSeconds(DEFAULT_SPACING_SECONDS))
        .setMaxWait(Duration.ofMinutes(10))
        .setRefresh(false)
        .setBundledFeeds(List.of());
  }

  /** Whether a date is one of those asked for; every date is when none was named. */
  final boolean asksFor(LocalDate date) {
    LocalDate from = getFrom();
    LocalDate to = getTo();
    return from == null || to == null || (!date.isBefore(from) && !date.isAfter(to));
  }

  /** The address of the source's service. */
  final String serviceUrl() {
    return switch (getSource()) {
      case RSS -> getRssUrl();
      case API -> getApiUrl();
      case OAI -> getOaiUrl();
      case BUNDLED -> "";
    };
  }

  /** Builds a {@link ListRequest}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setSource(ArxivSource source);

    abstract Builder setCategories(List<String> categories);

    abstract Builder setAnnounceTypes(Set<AnnounceType> announceTypes);

    abstract Builder setFrom(@Nullable LocalDate from);

    abstract Builder setTo(@Nullable LocalDate to);

    abstract Builder setRssUrl(String rssUrl);

    abstract Builder setApiUrl(String apiUrl);

    abstract Builder setOaiUrl(String oaiUrl);

    abstract Builder setSpacing(Duration spacing);

    abstract Builder setMaxWait(Duration maxWait);

    abstract Builder setContact(@Nullable String contact);

    abstract Builder setListingCache(@Nullable Folder listingCache);

    abstract Builder setRefresh(boolean refresh);

    abstract Builder setMaxBadRecords(@Nullable Long maxBadRecords);

    abstract Builder setNow(Instant now);

    abstract Builder setBundledFeeds(List<String> bundledFeeds);

    abstract List<String> getCategories();

    abstract Set<AnnounceType> getAnnounceTypes();

    abstract List<String> getBundledFeeds();

    abstract ListRequest autoBuild();

    /** The request, whole: what belongs together is checked here too. */
    final ListRequest build() {
      ListRequest request = buildPart();
      check(!request.getCategories().isEmpty(), "categories must name at least one, e.g. cs.LG");
      check(
          (request.getSource() == ArxivSource.BUNDLED) != request.getBundledFeeds().isEmpty(),
          "bundledFeeds must name feeds for the source bundled, and for no other");
      checkDates(request);
      return request;
    }

    /** What is known of a request so far: every value is checked, but not what belongs together. */
    final ListRequest buildPart() {
      getCategories().forEach(Builder::checkCategory);
      setCategories(getCategories().stream().map(ArxivTaxonomy::require).distinct().toList());
      setAnnounceTypes(Set.copyOf(getAnnounceTypes()));
      setBundledFeeds(List.copyOf(getBundledFeeds()));
      ListRequest request = autoBuild();
      checkScope(request);
      checkService(request);
      return request;
    }

    private static void checkCategory(String category) {
      check(
          NAME.matcher(category).matches(),
          "categories must be arXiv's, e.g. cs.LG or hep-th, not '" + category + "'");
    }

    private static void checkScope(ListRequest r) {
      check(!r.getAnnounceTypes().isEmpty(), "announceTypes must name at least one, e.g. new");
    }

    private static void checkDates(ListRequest r) {
      LocalDate from = r.getFrom();
      LocalDate to = r.getTo();
      check((from == null) == (to == null), "from and to must both be given, or neither");
      if (from == null || to == null) {
        check(
            r.getSource() != ArxivSource.API && r.getSource() != ArxivSource.OAI,
            "from and to must be given for the source " + r.getSource().label());
        return;
      }
      check(!to.isBefore(from), "from must not be after to, but is " + from + " after " + to);
      check(
          r.getSource() != ArxivSource.RSS || from.equals(to),
          "from and to must be one day for the source rss, not " + from + " and " + to);
    }

    private static void checkService(ListRequest r) {
      checkUrl("rssUrl", r.getRssUrl());
      checkUrl("apiUrl", r.getApiUrl());
      checkUrl("oaiUrl", r.getOaiUrl());
      check(
          !r.getSpacing().isNegative() && r.getSpacing().compareTo(LONGEST_SPACING) <= 0,
          "spacing must be 0 s to 1 h, not " + r.getSpacing());
      Long bad = r.getMaxBadRecords();
      check(bad == null || bad >= 0, "maxBadRecords must be 0 or more, not " + bad);
      check(!r.getMaxWait().isNegative(), "maxWait must be 0 or more, not " + r.getMaxWait());
      String contact = r.getContact();
      check(
          contact == null || contact.matches("[\\x21-\\x7E]{1,200}"),
          "contact must be a mail address or URL without blanks, not '" + contact + "'");
    }

    private static void checkUrl(String name, String url) {
      check(
          HttpUrl.parse(url).isPresent(),
          name + " must be an http or https address, not '" + url + "'");
    }

    private static void check(boolean fine, String otherwise) {
      if (!fine) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
