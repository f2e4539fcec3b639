package org.paperbeam.pipeline.google;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.storage.RetainedException;

/** Says in one line what Google Cloud Storage refused, and what to do about it. */
final class GcsErrors {
  private static final Pattern PERMISSION = Pattern.compile("storage\\.[A-Za-z]+\\.[A-Za-z]+");

  private static final Pattern UNTIL = Pattern.compile("until (\\d{4}-\\S+)");

  /** Reasons of https://cloud.google.com/storage/docs/json_api/v1/status-codes. */
  private static final Set<String> KEEPERS =
      Set.of("retentionPolicyNotMet", "objectUnderActiveHold");

  private GcsErrors() {}

  /**
   * What an answer with an error's status means.
   *
   * @param right what the request needs, for answers that do not name it, e.g. {@code
   *     storage.objects.get}
   */
  static IOException of(GcsPath path, HttpResponseException e, String right) {
    String message = message(e);
    int status = e.getStatusCode();
    String bucket = "bucket " + path.bucket();
    String said = message == null ? "" : message.strip().replaceAll("\\s+", " ");
    String line;
    if (isRetained(e)) {
      String keeper = said.contains("hold") ? " holds it" : " has a retention policy";
      return new RetainedException(path.toString(), bucket + keeper, until(said), e);
    }
    if (status == 404) {
      line = bucket + " is not there: make it, or correct the path";
    } else if (status == 401 && said.toLowerCase(Locale.ROOT).contains("invalid credentials")) {
      line =
          bucket
              + ": the credential is not valid, or not any more: run 'gcloud auth"
              + " application-default login', or see to what GOOGLE_APPLICATION_CREDENTIALS names";
    } else if (status == 401) {
      line =
          bucket
              + " wants "
              + permission(said, right)
              + " of a credential and there is none"
              + ": run 'gcloud auth application-default login', or set"
              + " GOOGLE_APPLICATION_CREDENTIALS to a key file";
    } else if (said.toLowerCase(Locale.ROOT).contains("requester pays")) {
      line = bucket + " is requester pays: say which project pays with --gcsUserProject";
    } else if (status == 403) {
      line =
          bucket
              + ": no right "
              + permission(said, right)
              + ": grant a role that holds it, e.g. Storage Object User"
              + (said.isEmpty() ? "" : " (" + said + ")");
    } else {
      line = path + ": the service answered " + status + (said.isEmpty() ? "" : ": " + said);
    }
    return new IOException(line, e);
  }

  /** Whether a retention policy or a hold forbids to replace or delete an object. */
  static boolean isRetained(HttpResponseException e) {
    return e instanceof GoogleJsonResponseException json && isRetained(json.getDetails());
  }

  /** The same of an answer inside of a batch. */
  static boolean isRetained(@Nullable GoogleJsonError error) {
    return error != null
        && error.getErrors() != null
        && error.getErrors().stream().anyMatch(info -> KEEPERS.contains(info.getReason()));
  }

  private static @Nullable String until(String said) {
    Matcher m = UNTIL.matcher(said);
    try {
      return m.find()
          ? OffsetDateTime.parse(m.group(1)).toInstant().truncatedTo(ChronoUnit.SECONDS).toString()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What is in the way when no answer came at all. */
  static IOException noAnswer(String endpoint, IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line =
        RefusedCredential.line(e)
            .orElse(
                "Google Cloud Storage does not answer at "
                    + endpoint
                    + " ("
                    + why
                    + "): check the network, or --gcsEndpoint");
    return new IOException(line, e);
  }

  private static String permission(String said, String right) {
    Matcher m = PERMISSION.matcher(said);
    return m.find() ? m.group() : right;
  }

  private static String message(HttpResponseException e) {
    if (e instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return json.getDetails().getMessage();
    }
    String content = e.getContent();
    return content == null || content.startsWith("<") ? e.getStatusMessage() : content;
  }
}
