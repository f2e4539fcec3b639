package org.paperbeam.pipeline.google;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.services.storage.Storage;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.RetryHttpRequestInitializer;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Google's client, with Beam's endpoint and credentials. */
final class GcsClients {
  private GcsClients() {}

  /** For a run: waits for a service that is busy or away, for some minutes. */
  static Storage patient(GcsOptions options) {
    Storage.Builder client = Transport.newStorageClient(options);
    if (options.getGcpCredential() == null) {
      // Beam's own answer to a missing credential is an exception of no use to the user.
      client.setHttpRequestInitializer(new RetryHttpRequestInitializer());
    }
    return client.build();
  }

  /** For a look before the run: gives up after one try. */
  static Storage hasty(GcsOptions options, int timeoutMillis) {
    @Nullable Credentials credentials = options.getGcpCredential();
    HttpRequestInitializer initializer =
        request -> {
          if (credentials != null) {
            new HttpCredentialsAdapter(credentials).initialize(request);
          }
          request.setConnectTimeout(timeoutMillis);
          request.setReadTimeout(timeoutMillis);
          request.setNumberOfRetries(1);
        };
    return Transport.newStorageClient(options).setHttpRequestInitializer(initializer).build();
  }
}
