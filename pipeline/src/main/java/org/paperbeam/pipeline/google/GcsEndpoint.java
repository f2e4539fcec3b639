package org.paperbeam.pipeline.google;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.pipeline.options.UsageException;

/** Beam's options for Google Cloud Storage, as they were given on the command line. */
public final class GcsEndpoint {
  private static final String OPTION = "--gcsEndpoint=";
  private static final String CREDENTIALS = "--credentialFactoryClass=";

  /** Where the API is below a host. */
  static final String PATH = "/storage/v1";

  private GcsEndpoint() {}

  /**
   * Beam's arguments, with our way to credentials where Beam's is not enough.
   *
   * @param beam as Beam reads them
   * @param userProject the value of {@code --gcsUserProject}, or null
   * @throws UsageException when the endpoint is not of the form that the client needs: it would
   *     wait for minutes for a service that answers 404
   */
  public static List<String> arguments(List<String> beam, @Nullable String userProject) {
    String endpoint = null;
    boolean chosen = false;
    for (String argument : beam) {
      if (argument.startsWith(OPTION)) {
        endpoint = argument.substring(OPTION.length());
      }
      chosen |= argument.startsWith(CREDENTIALS);
    }
    if (endpoint != null) {
      check(endpoint);
    }
    boolean plain = endpoint != null && endpoint.startsWith("http:");
    if (chosen && userProject != null) {
      throw new UsageException(
          "--gcsUserProject: goes with Google's default credentials only, not with"
              + " --credentialFactoryClass");
    }
    if (chosen || (!plain && userProject == null)) {
      return beam;
    }
    List<String> more = new ArrayList<>(beam);
    more.add(CREDENTIALS + StorageCredentialFactory.class.getName());
    return more;
  }

  private static void check(String endpoint) {
    String example = "https://storage.googleapis.com" + PATH + "/";
    URI uri =
        HttpUrl.parse(endpoint)
            .orElseThrow(
                () ->
                    new UsageException(
                        OPTION
                            + endpoint
                            + ": must be an http:// or https:// URL such as "
                            + example));
    if (!uri.getPath().replaceFirst("/$", "").equals(PATH)
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new UsageException(
          OPTION
              + endpoint
              + ": must end with /storage/v1/: write "
              + uri.getScheme()
              + "://"
              + uri.getAuthority()
              + PATH
              + "/");
    }
  }
}
