package org.paperbeam.pipeline.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.secret.SecretException;

/** Says in one line why Secret Manager gave no secret, and what to do about it. */
final class SecretErrors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 300;

  private final String name;
  private final String url;

  SecretErrors(String name, String url) {
    this.name = name;
    this.url = url;
  }

  /** What an answer with an error's status means. */
  SecretException of(int status, String body) {
    JsonNode error = error(body);
    String said = shortened(error.path("message").asText());
    String more = said.isEmpty() ? "" : " (" + said + ")";
    String project = name.replaceFirst("/secrets/.*", "").replaceFirst("projects/", "");
    if (error.toString().contains("SERVICE_DISABLED")) {
      return because(
          FailureKind.MISSING,
          "Secret Manager is off in the project: gcloud services enable"
              + " secretmanager.googleapis.com --project="
              + project,
          null);
    }
    return switch (status) {
      case 401 -> noCredential(" that the service takes" + more, null);
      case 403 ->
          because(
              FailureKind.CREDENTIAL,
              "no right secretmanager.versions.access on it: grant the role Secret Manager Secret"
                  + " Accessor"
                  + more,
              null);
      case 404 ->
          because(FailureKind.MISSING, "it is not there: make it, or correct the name", null);
      case 400 ->
          because(
              FailureKind.MISSING,
              error.path("status").asText().equals("FAILED_PRECONDITION")
                  ? "this version is disabled or destroyed: enable it or name another" + more
                  : "the service answered 400" + more,
              null);
      default ->
          because(
              status / 100 == 4 && status != 429 ? FailureKind.MISSING : FailureKind.UNREACHABLE,
              "the service answered " + status + more,
              null);
    };
  }

  SecretException noCredential(String which, @Nullable Throwable cause) {
    return because(
        FailureKind.CREDENTIAL,
        "no credential"
            + which
            + ": run 'gcloud auth application-default login', or set"
            + " GOOGLE_APPLICATION_CREDENTIALS to a key file",
        cause);
  }

  SecretException unreachable(IOException e) {
    return because(
        FailureKind.UNREACHABLE,
        "Secret Manager does not answer at "
            + url
            + " ("
            + oneLine(e)
            + "): check the network, or --secretManagerUrl",
        e);
  }

  /** What came is no secret; says why and never what. */
  SecretException unreadable(String why) {
    return because(FailureKind.MISSING, why, null);
  }

  private SecretException because(FailureKind kind, String why, @Nullable Throwable cause) {
    return new SecretException(kind, "the secret " + name + ": " + why, cause);
  }

  static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : shortened(message);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private static JsonNode error(String body) {
    try {
      return JSON.readTree(body).path("error");
    } catch (JsonProcessingException notJson) {
      return JSON.createObjectNode();
    }
  }
}
