package org.paperbeam.pipeline.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.extensions.gcp.auth.GcpCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.options.LlmOptions;
import org.paperbeam.secret.SecretException;
import org.paperbeam.secret.SecretStore;

/**
 * Google's Secret Manager by its REST interface, with the credentials and the endpoint that the
 * options of this process name, on the launcher and on every worker. Keeps nothing. A service that
 * is busy or away is asked {@value #ATTEMPTS} times within some ten seconds.
 *
 * @see <a
 *     href="https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access">versions.access</a>
 */
public final class SecretManager implements SecretStore {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final int MILLIS_A_REQUEST = 4000;
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable PipelineOptions fixed;
  private final Pace pace;

  /** Asked for by {@link java.util.ServiceLoader}. */
  public SecretManager() {
    this(null, Pace.system());
  }

  /**
   * With options and time of a test.
   *
   * @param options null for those that Beam's file systems of this process have
   */
  SecretManager(@Nullable PipelineOptions options, Pace pace) {
    this.fixed = options;
    this.pace = pace;
  }

  /** An answer as it came. */
  private record Answer(int status, String body) {}

  @Override
  public String read(String name) throws SecretException {
    PipelineOptions options = fixed == null ? GcsOptionsKeeper.latest() : fixed;
    String given = options.as(LlmOptions.class).getSecretManagerUrl();
    String url = given == null ? LlmOptions.SECRET_MANAGER_URL : given;
    SecretErrors errors = new SecretErrors(name, url);
    Map<String, List<String>> headers = headers(options, url, errors);
    Answer answer = ask(new GenericUrl(url + "/v1/" + name + ":access"), headers, errors);
    if (answer.status() != 200) {
      throw errors.of(answer.status(), answer.body());
    }
    return text(answer.body(), errors);
  }

  private Answer ask(GenericUrl url, Map<String, List<String>> headers, SecretErrors errors)
      throws SecretException {
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = askOnce(url, headers);
        if (!PASSING.contains(answer.status()) || attempt == ATTEMPTS) {
          return answer;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw errors.unreachable(e);
        }
      }
      try {
        pace.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SecretException(FailureKind.UNREACHABLE, "interrupted", e);
      }
      wait = wait.multipliedBy(2);
    }
  }

  private static Answer askOnce(GenericUrl url, Map<String, List<String>> headers)
      throws IOException {
    HttpRequest request = Transport.getTransport().createRequestFactory().buildGetRequest(url);
    HttpHeaders sent = request.getHeaders();
    headers.forEach(sent::put);
    request.setConnectTimeout(MILLIS_A_REQUEST);
    request.setReadTimeout(MILLIS_A_REQUEST);
    request.setNumberOfRetries(0);
    request.setFollowRedirects(false);
    request.setThrowExceptionOnExecuteError(false);
    // Neither token nor secret may come into anybody's log.
    request.setLoggingEnabled(false);
    request.setCurlLoggingEnabled(false);
    HttpResponse response = request.execute();
    try {
      response.setLoggingEnabled(false);
      return new Answer(response.getStatusCode(), response.parseAsString());
    } finally {
      response.disconnect();
    }
  }

  private static Map<String, List<String>> headers(
      PipelineOptions options, String url, SecretErrors errors) throws SecretException {
    boolean plain = url.startsWith("http:");
    GcpOptions google = options.as(GcpOptions.class);
    Class<?> factory = google.getCredentialFactoryClass();
    boolean defaults =
        factory == null
            || factory == GcpCredentialFactory.class
            || factory == StorageCredentialFactory.class;
    try {
      Credentials found =
          !defaults
              ? google.getGcpCredential()
              : plain ? null : GcpCredentialFactory.fromOptions(options).getCredential();
      if (found == null && !plain) {
        throw errors.noCredential("", null);
      }
      Map<String, List<String>> headers =
          found == null ? null : found.getRequestMetadata(URI.create(url));
      return headers == null ? Map.of() : headers;
    } catch (SecretException e) {
      throw e;
    } catch (IOException e) {
      String why = RefusedCredential.reason(e).orElseGet(() -> SecretErrors.oneLine(e));
      throw errors.noCredential(" that works (" + why + ")", e);
    }
  }

  private static String text(String body, SecretErrors errors) throws SecretException {
    // No cause: Jackson's messages quote what they read.
    byte[] data;
    JsonNode payload;
    try {
      payload = JSON.readTree(body).path("payload");
      data = Base64.getDecoder().decode(payload.path("data").asText());
    } catch (IOException | IllegalArgumentException e) {
      throw errors.unreadable("its answer cannot be read");
    }
    CRC32C sum = new CRC32C();
    sum.update(data);
    String expected = payload.path("dataCrc32c").asText();
    if (!expected.isEmpty() && !expected.equals(Long.toString(sum.getValue()))) {
      throw errors.unreadable("its bytes do not fit their checksum; try again");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      throw errors.unreadable("it is no text");
    }
  }
}
