package org.paperbeam.pipeline.google;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import java.time.Duration;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Google's client for Cloud Storage, with the endpoint and the credentials of Beam's options. */
final class GcsClients {
  /** Where the service is when no {@code --gcsEndpoint} is given. */
  static final String HOST = "https://storage.googleapis.com";

  private static final OAuth2Credentials NOBODY = NoCredentials.getInstance();
  private static final int PATIENT_CONNECT_MILLIS = 20_000;
  private static final int PATIENT_READ_MILLIS = 80_000;
  private static final RetrySettings SOME_MINUTES =
      RetrySettings.newBuilder()
          .setMaxAttempts(11)
          .setInitialRetryDelayDuration(Duration.ofMillis(500))
          .setRetryDelayMultiplier(2)
          .setMaxRetryDelayDuration(Duration.ofMinutes(1))
          .setTotalTimeoutDuration(Duration.ofMinutes(15))
          .build();

  private GcsClients() {}

  /** For a run: waits for a service that is busy or away, for some minutes. */
  static Storage patient(GcsOptions options) {
    return client(
        options, new GcsTransport(PATIENT_CONNECT_MILLIS, PATIENT_READ_MILLIS), SOME_MINUTES);
  }

  /** For a look before the run: gives up after one try. */
  static Storage hasty(GcsOptions options, int timeoutMillis) {
    return client(
        options,
        new GcsTransport(timeoutMillis, timeoutMillis),
        ServiceOptions.getNoRetrySettings());
  }

  private static Storage client(GcsOptions options, GcsTransport transport, RetrySettings retries) {
    @Nullable Credentials credentials = options.getGcpCredential();
    return StorageOptions.http()
        .setHost(host(options.getGcsEndpoint()))
        .setCredentials(credentials == null ? NOBODY : credentials)
        // Only new buckets belong to one; without a name the client asks the machine for it.
        .setProjectId("none")
        .setTransportOptions(transport)
        .setRetrySettings(retries)
        // Every write here may be repeated: GcsStore tells its own object from another's.
        .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
        .build()
        .getService();
  }

  /** The client adds the path of the API itself, and another one for batches. */
  private static String host(@Nullable String endpoint) {
    return endpoint == null ? HOST : endpoint.replaceFirst(GcsEndpoint.PATH + "/?$", "");
  }
}
