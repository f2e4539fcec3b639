package org.paperbeam.pipeline.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A credential that Google gives no token for any more: it expired, was revoked, or its key is
 * gone. Google's clients tell that in the same way as a network that is down, before the service
 * itself is asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">the token service's errors</a>
 */
public final class RefusedCredential {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 200;

  private RefusedCredential() {}

  /** What the user is told of it, in one line; empty when the failure is another. */
  public static Optional<String> line(Throwable failure) {
    return reason(failure)
        .map(
            why ->
                "Google refuses the credential ("
                    + why
                    + "): run 'gcloud auth application-default login', or set"
                    + " GOOGLE_APPLICATION_CREDENTIALS to a service account's key that is valid");
  }

  /** What the token service said, e.g. {@code invalid_grant: Bad Request}. */
  static Optional<String> reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Retryable token && !token.isRetryable()) {
        return cause.getCause() == null
            ? Optional.of(oneLine(cause.getMessage()))
            : refusal(cause.getCause());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(Throwable cause) {
    return cause instanceof HttpResponseException answer && answer.getStatusCode() / 100 == 4
        ? Optional.of(said(answer))
        : Optional.empty();
  }

  private static String said(HttpResponseException answer) {
    JsonNode body;
    try {
      String content = answer.getContent();
      body = JSON.readTree(content == null ? "" : content);
    } catch (JsonProcessingException notJson) {
      body = JSON.createObjectNode();
    }
    String error = body.path("error").asText();
    String description = body.path("error_description").asText();
    if (error.isEmpty()) {
      return "HTTP " + answer.getStatusCode();
    }
    return oneLine(description.isEmpty() ? error : error + ": " + description);
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
