package org.paperbeam.pipeline.google;

import com.google.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.extensions.gcp.auth.GcpCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.pipeline.options.OutputOptions;

/**
 * Google's application default credentials, with what Beam's factory lacks: the project that pays
 * ({@code --gcsUserProject}), which Beam's own file system sends too this way; and no credential at
 * all for an endpoint of plain HTTP, where everyone on the way could read it. Made on every worker.
 */
public final class StorageCredentialFactory implements CredentialFactory {
  private final PipelineOptions options;

  private StorageCredentialFactory(PipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static StorageCredentialFactory fromOptions(PipelineOptions options) {
    return new StorageCredentialFactory(options);
  }

  @Override
  public @Nullable Credentials getCredential() {
    String endpoint = options.as(GcsOptions.class).getGcsEndpoint();
    boolean plain = endpoint != null && endpoint.startsWith("http:");
    Credentials found = plain ? null : GcpCredentialFactory.fromOptions(options).getCredential();
    String payer = options.as(OutputOptions.class).getGcsUserProject();
    return payer == null ? found : new Paying(found, payer);
  }

  /** The same credentials, and who pays. */
  private static final class Paying extends Credentials {
    private static final long serialVersionUID = 1L;

    private final @Nullable Credentials credentials;
    private final String project;

    Paying(@Nullable Credentials credentials, String project) {
      this.credentials = credentials;
      this.project = project;
    }

    @Override
    public String getAuthenticationType() {
      return credentials == null ? "none" : credentials.getAuthenticationType();
    }

    @Override
    public Map<String, List<String>> getRequestMetadata(URI uri) throws IOException {
      Map<String, List<String>> headers = new TreeMap<>();
      if (credentials != null) {
        headers.putAll(credentials.getRequestMetadata(uri));
      }
      headers.put("x-goog-user-project", List.of(project));
      return headers;
    }

    @Override
    public boolean hasRequestMetadata() {
      return true;
    }

    @Override
    public boolean hasRequestMetadataOnly() {
      return true;
    }

    @Override
    public void refresh() throws IOException {
      if (credentials != null) {
        credentials.refresh();
      }
    }
  }
}
