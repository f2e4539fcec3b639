package org.paperbeam.http;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.secret.Secret;

/**
 * How to treat one service.
 *
 * @param service its name in messages, e.g. {@code arXiv's RSS feed}
 * @param spacing from the end of a request to the start of the next; 0 or more
 * @param timeout for one request, from connecting to the last byte of the body; above 0
 * @param maxWait the most waiting in all before a request is given up, time-outs counted and pauses
 *     between requests not; 0 or more
 * @param maxAttempts how often one request is made at most; 1 or more
 * @param largestBody how many bytes an answer may have, packed and unpacked; 1 or more
 * @param headers sent with every request
 * @param secrets headers that go to the service's own host alone, and whose values are taken out of
 *     whatever it says
 * @param refusalAdvice what the user can do about a 403 or 406, e.g. {@code use a snapshot}
 */
public record PoliteConfig(
    String service,
    Duration spacing,
    Duration timeout,
    Duration maxWait,
    int maxAttempts,
    int largestBody,
    Map<String, String> headers,
    Map<String, Secret> secrets,
    String refusalAdvice) {

  /** What an answer may have when nobody says it, in megabytes. */
  static final int LARGEST_BODY_MB = 64;

  public PoliteConfig {
    check(!service.isBlank(), "service must not be blank");
    check(!spacing.isNegative(), "spacing must be 0 or more, not " + spacing);
    check(!timeout.isNegative() && !timeout.isZero(), "timeout must be above 0, not " + timeout);
    check(!maxWait.isNegative(), "maxWait must be 0 or more, not " + maxWait);
    check(maxAttempts >= 1, "maxAttempts must be 1 or more, not " + maxAttempts);
    check(largestBody >= 1, "largestBody must be 1 or more, not " + largestBody);
    headers = Map.copyOf(headers);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Three seconds apart, two minutes a request, eight attempts, ten minutes of waiting, answers of
   * 64 MB at most.
   */
  public static PoliteConfig of(String service) {
    return new PoliteConfig(
        service,
        Duration.ofSeconds(3),
        Duration.ofSeconds(120),
        Duration.ofMinutes(10),
        8,
        LargestBody.alone(LARGEST_BODY_MB),
        Map.of("User-Agent", "paperbeam"),
        Map.of(),
        "check the address, or try again later");
  }

  public PoliteConfig withSpacing(Duration changed) {
    return with(changed, timeout, maxWait, maxAttempts, largestBody);
  }

  public PoliteConfig withTimeout(Duration changed) {
    return with(spacing, changed, maxWait, maxAttempts, largestBody);
  }

  public PoliteConfig withMaxWait(Duration changed) {
    return with(spacing, timeout, changed, maxAttempts, largestBody);
  }

  public PoliteConfig withMaxAttempts(int changed) {
    return with(spacing, timeout, maxWait, changed, largestBody);
  }

  /** With answers of so many bytes at most, see {@link LargestBody}. */
  public PoliteConfig withLargestBody(int changed) {
    return with(spacing, timeout, maxWait, maxAttempts, changed);
  }

  /** One more header; it replaces one of the same name. */
  public PoliteConfig withHeader(String name, String value) {
    return with(more(headers, name, value), secrets, refusalAdvice);
  }

  /** One more header that goes to the service's own host alone. */
  public PoliteConfig withSecretHeader(String name, Secret value) {
    return with(headers, more(secrets, name, value), refusalAdvice);
  }

  public PoliteConfig withRefusalAdvice(String changed) {
    return with(headers, secrets, changed);
  }

  /** What the service says, without what it was told in secret. */
  String hiddenIn(String words) {
    String clean = words;
    for (Secret secret : secrets.values()) {
      clean = secret.hiddenIn(clean);
    }
    return clean;
  }

  private PoliteConfig with(
      Duration newSpacing, Duration newTimeout, Duration newMaxWait, int attempts, int largest) {
    return new PoliteConfig(
        service,
        newSpacing,
        newTimeout,
        newMaxWait,
        attempts,
        largest,
        headers,
        secrets,
        refusalAdvice);
  }

  private PoliteConfig with(
      Map<String, String> newHeaders, Map<String, Secret> newSecrets, String advice) {
    return new PoliteConfig(
        service,
        spacing,
        timeout,
        maxWait,
        maxAttempts,
        largestBody,
        newHeaders,
        newSecrets,
        advice);
  }

  private static <T> Map<String, T> more(Map<String, T> map, String name, T value) {
    Map<String, T> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(map);
    more.put(name, value);
    return more;
  }

  private static void check(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Leaves the headers' values out: one of them may tell who asks. */
  @Override
  public String toString() {
    return "PoliteConfig[service=%s, spacing=%s, timeout=%s, maxWait=%s, maxAttempts=%d, headers=%s, secrets=%s]"
        .formatted(
            service, spacing, timeout, maxWait, maxAttempts, headers.keySet(), secrets.keySet());
  }
}
