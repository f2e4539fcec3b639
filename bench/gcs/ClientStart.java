import com.google.api.services.storage.Storage;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageOptions;
import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.RetryHttpRequestInitializer;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * What a client of Cloud Storage takes from nothing to the first answer, in a fresh process:
 * {@code cloud} for google-cloud-storage, {@code beam} for the one that Beam's file system uses.
 */
final class ClientStart {
  private ClientStart() {}

  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] empty = "{\"kind\":\"storage#objects\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, empty.length);
          exchange.getResponseBody().write(empty);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    GcsOptions options = PipelineOptionsFactory.create().as(GcsOptions.class);
    options.setGcsEndpoint(url + "/storage/v1/");
    options.setCredentialFactoryClass(NoopCredentialFactory.class);
    // Java's own HTTP client is there before either.
    ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();

    long wall = System.nanoTime();
    long cpu = cpuNanos();
    if (args[0].equals("cloud")) {
      StorageOptions.http()
          .setHost(url)
          .setProjectId("none")
          .setCredentials(NoCredentials.getInstance())
          .build()
          .getService()
          .list("bucket", BlobListOption.pageSize(1));
    } else {
      Storage client =
          Transport.newStorageClient(options)
              .setHttpRequestInitializer(new RetryHttpRequestInitializer())
              .build();
      client.objects().list("bucket").setMaxResults(1L).execute();
    }
    System.out.printf(
        "%s: %d ms, %d ms of processor time%n",
        args[0], (System.nanoTime() - wall) / 1_000_000, (cpuNanos() - cpu) / 1_000_000);
    server.stop(0);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }
}
