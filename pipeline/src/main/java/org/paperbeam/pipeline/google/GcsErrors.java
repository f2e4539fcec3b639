package org.paperbeam.pipeline.google;

import com.google.api.client.http.HttpResponseException;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
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

  private final String endpoint;

  /** For the errors of this client. */
  GcsErrors(Storage client) {
    this.endpoint = client.getOptions().getHost() + GcsEndpoint.PATH + "/";
  }

  /**
   * What an answer with an error's status means, or that there was none.
   *
   * @param right what the request needs, for answers that do not name it, e.g. {@code
   *     storage.objects.get}
   */
  IOException of(GcsPath path, StorageException e, String right) {
    int status = e.getCode();
    if (isNoAnswer(e)) {
      return noAnswer(e);
    }
    String message = message(e);
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
  static boolean isRetained(StorageException e) {
    return e.getReason() != null && KEEPERS.contains(e.getReason());
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

  /** Whether it was never answered, or not to its end. */
  static boolean isNoAnswer(StorageException e) {
    return e.getCode() == 0;
  }

  private IOException noAnswer(StorageException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
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

  /** Of an answer that is not JSON the client makes a message of many lines. */
  static @Nullable String message(StorageException e) {
    if (e.getReason() == null && e.getCause() instanceof HttpResponseException answer) {
      String content = answer.getContent();
      return content == null || content.startsWith("<") ? answer.getStatusMessage() : content;
    }
    return e.getMessage();
  }
}
