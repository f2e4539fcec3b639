package org.paperbeam.semanticscholar;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

/**
 * What {@link FindAuthors} looks for, and where. Holds no key: that is read on the worker, where
 * {@code key} says it is.
 *
 * @param baseUrl the service's address, before {@code /graph/v1/}; null when {@code resource} is
 *     given
 * @param resource a file on the class path to read instead, see {@link BundledAuthors}; null when
 *     {@code baseUrl} is given
 * @param followed names of the authors the reader follows, by their Semantic Scholar ids
 * @param authorMatch whether a paper of a followed author is selected, whatever its scores
 * @param scoredMatches whether such a paper goes on to be scored; false, the default, decides it at
 *     once
 * @param minHIndex papers whose best author is known to stay below are left out; 0, the default,
 *     leaves none out
 * @param spacing between requests; default 1 s, what the service allows with a key
 * @param runId stands in records that are decided here; null when unknown
 * @param cache where the service's answers are kept, for {@value AuthorCache#FRESH_DAYS} days;
 *     null, the default, keeps none
 * @param key where the key is; by default the variable {@value #API_KEY_VARIABLE}. A variable that
 *     is not set means that the service is asked without one; a file or a secret must be there
 */
public record AuthorsConfig(
    @Nullable String baseUrl,
    @Nullable String resource,
    Map<String, String> followed,
    boolean authorMatch,
    boolean scoredMatches,
    int minHIndex,
    Duration spacing,
    @Nullable String runId,
    @Nullable Folder cache,
    KeySource key)
    implements Serializable {
  /** The real service. */
  public static final String DEFAULT_BASE_URL = "https://api.semanticscholar.org";

  /** Where a key for the service is looked for; it is asked without one when this is not set. */
  public static final String API_KEY_VARIABLE = "SEMANTIC_SCHOLAR_API_KEY";

  private static final KeySource DEFAULT_KEY = KeySource.environment(API_KEY_VARIABLE);

  public AuthorsConfig {
    check((baseUrl == null) != (resource == null), "either baseUrl or resource must be given");
    if (baseUrl != null) {
      check(
          HttpUrl.parse(baseUrl).isPresent(),
          "baseUrl must be an http or https address, not " + baseUrl);
      baseUrl = baseUrl.replaceAll("/+$", "");
    }
    check(minHIndex >= 0, "minHIndex must be 0 or more, not " + minHIndex);
    check(!spacing.isNegative(), "spacing must be 0 or more, not " + spacing);
    followed = Map.copyOf(followed);
  }

  /** Asks the service at that address; nothing is looked for yet. */
  public static AuthorsConfig service(String baseUrl) {
    return new AuthorsConfig(
        baseUrl, null, Map.of(), false, false, 0, Duration.ofSeconds(1), null, null, DEFAULT_KEY);
  }

  /** Reads that file on the class path; nothing is looked for yet. */
  public static AuthorsConfig bundled(String resource) {
    return new AuthorsConfig(
        null, resource, Map.of(), false, false, 0, Duration.ofSeconds(1), null, null, DEFAULT_KEY);
  }

  public AuthorsConfig withFollowed(Map<String, String> followed) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withAuthorMatch(boolean authorMatch) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withScoredMatches(boolean scoredMatches) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withMinHIndex(int minHIndex) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withSpacing(Duration spacing) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withRunId(String runId) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withCache(Folder cache) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  public AuthorsConfig withKey(KeySource key) {
    return new AuthorsConfig(
        baseUrl,
        resource,
        followed,
        authorMatch,
        scoredMatches,
        minHIndex,
        spacing,
        runId,
        cache,
        key);
  }

  /** Whether anything is to be found out at all: nobody is asked otherwise. */
  public boolean isWanted() {
    return minHIndex > 0 || (authorMatch && !followed.isEmpty());
  }

  private static void check(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
