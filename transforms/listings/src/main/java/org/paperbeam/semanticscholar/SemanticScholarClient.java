package org.paperbeam.semanticscholar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.HttpAnswers;
import org.paperbeam.http.HttpAnswers.Service;
import org.paperbeam.http.HttpAnswers.Step;
import org.paperbeam.http.HttpReply;
import org.paperbeam.http.LargestBody;
import org.paperbeam.http.Pace;
import org.paperbeam.http.PoliteConfig;
import org.paperbeam.http.PoliteHttp;
import org.paperbeam.http.ServiceException;
import org.paperbeam.secret.Secret;

/** Asks the service, one request at a time and {@link AuthorsConfig#spacing} apart. */
final class SemanticScholarClient implements AuthorSource {
  private static final String PATH =
      "/graph/v1/paper/batch?fields=authors.authorId,authors.name,authors.hIndex";

  /** Without a key all anonymous clients share one quota: many refusals are the rule. */
  private static final int MAX_ATTEMPTS = 10;

  /** Authors of 500 papers take half a megabyte; some papers have thousands. */
  private static final int LARGEST_MB = 32;

  /** How often a question is asked whose failure halves it. */
  private static final int FAULT_ATTEMPTS = 2;

  private final PoliteHttp http;
  private final URI uri;

  /**
   * @param apiKey sent as {@code x-api-key}; null sends none
   */
  SemanticScholarClient(AuthorsConfig config, @Nullable Secret apiKey, Pace pace) {
    boolean keyed = apiKey != null;
    PoliteConfig polite =
        PoliteConfig.of("Semantic Scholar")
            .withSpacing(config.spacing())
            .withTimeout(Duration.ofSeconds(60))
            .withMaxAttempts(MAX_ATTEMPTS)
            .withLargestBody(LargestBody.alone(LARGEST_MB))
            .withRefusalAdvice(
                keyed
                    ? "check the key in " + config.key().name()
                    : "set a key in " + config.key().name());
    this.http = new PoliteHttp(keyed ? polite.withSecretHeader("x-api-key", apiKey) : polite, pace);
    this.uri = URI.create(config.baseUrl() + PATH);
  }

  @Override
  public Map<String, List<Author>> authorsOf(List<String> ids, boolean patient)
      throws ServiceException, InterruptedException {
    HttpReply reply = http.postJson(uri, question(ids), patient ? MAX_ATTEMPTS : FAULT_ATTEMPTS);
    if (HttpAnswers.of(Service.SEMANTIC_SCHOLAR, reply.status(), reply.body())
        .filter(meaning -> meaning.step() == Step.NOTHING)
        .isPresent()) {
      return Map.of();
    }
    if (reply.status() != 200) {
      throw unusable("HTTP " + reply.status() + " " + start(reply.body()), null);
    }
    try {
      return AuthorsJson.batch(reply.body(), ids);
    } catch (IOException e) {
      throw unusable("an answer that does not fit: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private static String question(List<String> ids) {
    ObjectNode question = AuthorsJson.JSON.createObjectNode();
    ArrayNode array = question.putArray("ids");
    ids.forEach(id -> array.add("ARXIV:" + id));
    return question.toString();
  }

  private ServiceException unusable(String what, @Nullable IOException cause) {
    return new ServiceException(
            FailureKind.BROKEN,
            "Semantic Scholar gives " + what + " for " + uri + "; run again later",
            cause)
        .ofMany();
  }

  /** Enough of an error's text to recognise it. */
  private static String start(String body) {
    String line = body.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= 120 ? line : line.substring(0, 120) + "...";
  }
}
