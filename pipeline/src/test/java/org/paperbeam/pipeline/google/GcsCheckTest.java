package org.paperbeam.pipeline.google;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.Credentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paperbeam.pipeline.options.OutputOptions;
import org.paperbeam.pipeline.options.UsageException;
import org.paperbeam.storage.WriteCondition;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.gcs.GcsBucket;
import org.paperbeam.testing.gcs.GcsFault;
import org.paperbeam.testing.gcs.GcsServer;

class GcsCheckTest {
  private static final String OUT = "gs://bucket/out";

  private final GcsServer server = GcsServer.start();
  private final GcsBucket bucket = server.createBucket("bucket");

  private GcsCheck check() {
    return new GcsCheck(options(server.endpoint()));
  }

  private static GcsOptions options(String endpoint) {
    GcsOptions options = PipelineOptionsFactory.create().as(GcsOptions.class);
    options.setGcsEndpoint(endpoint);
    options.setCredentialFactoryClass(StorageCredentialFactory.class);
    return options;
  }

  private static String refusal(Runnable look) {
    return assertThrows(UsageException.class, look::run).getMessage();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aUsableFolderTakesThreeRequestsAndLeavesNothing() {
    check().folder("--output=" + OUT, OUT);
    assertThat(server.counts().all(), is(Map.of("list", 1, "insert", 1, "delete", 1)));
    assertThat(bucket.names(""), is(empty()));
  }

  @Test
  void aLocalPathIsNotLookedAt() {
    GcsOptions untouched = options("http://127.0.0.1:1/storage/v1/");
    GcsCheck check = new GcsCheck(untouched);
    check.folder("--output=out", "out");
    check.pattern("--snapshotFiles=*.json", "*.json");
    check.file("--llmKeyFile=s3://b/key", "s3://b/key");
    assertThat(server.counts().total(), is(0));
  }

  @Test
  void aMissingBucketIsNamed() {
    assertThat(
        refusal(() -> check().folder("--output=gs://none/out", "gs://none/out")),
        is("--output=gs://none/out: bucket none is not there: make it, or correct the path"));
    assertThat(
        refusal(() -> check().file("--llmKeyFile=gs://none/key", "gs://none/key")),
        startsWith("--llmKeyFile=gs://none/key: bucket none is not there"));
    assertThat(
        refusal(() -> check().folder("--output=gs://", "gs://")),
        containsString("names no bucket: write gs://BUCKET/FOLDER"));
  }

  @Test
  void eachMissingRightIsNamedWithItsBucket() {
    for (String right : List.of("list", "create", "delete")) {
      server.createBucket(right).denying("storage.objects." + right);
      assertThat(
          refusal(() -> check().folder("--output", "gs://" + right + "/out")),
          startsWith(
              "--output: bucket "
                  + right
                  + ": no right storage.objects."
                  + right
                  + ": grant a role that holds it"));
    }
    bucket.denying("storage.objects.get");
    assertThat(
        refusal(() -> check().file("--llmKeyFile", "gs://bucket/key")),
        containsString("bucket bucket: no right storage.objects.get"));
  }

  @Test
  void withoutACredentialAPublicBucketCanBeReadAndNotWritten() {
    bucket.publicForReading();
    bucket.put("snapshot.json", new byte[0]);
    check().file("--snapshotFiles", "gs://bucket/snapshot.json");
    check().pattern("--snapshotFiles", "gs://bucket/snap*.json");
    assertThat(
        refusal(() -> check().folder("--output", OUT)),
        is(
            "--output: bucket bucket wants storage.objects.create of a credential and there is"
                + " none: run 'gcloud auth application-default login', or set"
                + " GOOGLE_APPLICATION_CREDENTIALS to a key file"));
  }

  @Test
  void aCredentialThatIsNotValidIsNoMissingOneAndAPublicBucketRefusesItToo() {
    bucket.publicForReading();
    bucket.put("key", new byte[0]);
    GcsOptions given = options(server.endpoint());
    given.setGcpCredential(new Token("old"));
    assertThat(
        refusal(() -> new GcsCheck(given).file("--llmKeyFile", "gs://bucket/key")),
        startsWith(
            "--llmKeyFile: bucket bucket: the credential is not valid, or not any more: run"));
    given.setGcpCredential(new Token(GcsServer.TOKEN));
    new GcsCheck(given).folder("--output", OUT);
  }

  @Test
  void aCredentialThatIsRefusedIsNoServiceThatIsSilent() {
    Answer revoked =
        Answer.of(
            400,
            "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or"
                + " revoked.\"}");
    try (LoopbackServer tokens = LoopbackServer.inTurn(revoked)) {
      GcsOptions given = options(server.endpoint());
      given.setGcpCredential(refreshedAt(tokens));
      assertThat(
          refusal(() -> new GcsCheck(given).folder("--output", OUT)),
          is(
              "--output: Google refuses the credential (invalid_grant: Token has been expired or"
                  + " revoked.): run 'gcloud auth application-default login', or set"
                  + " GOOGLE_APPLICATION_CREDENTIALS to a service account's key that is valid"));
      assertThat(tokens.requests(), hasSize(1));
      GcsStore store = new GcsStore(GcsClients.patient(given));
      for (Executable use :
          List.<Executable>of(
              () -> store.read(OUT, "a"),
              () -> store.write(OUT, "a", new byte[0], WriteCondition.anything()),
              () -> store.list(OUT, "*"),
              () -> store.delete(OUT, List.of("a", "b")))) {
        assertThat(
            assertThrows(IOException.class, use).getMessage(),
            startsWith("Google refuses the credential (invalid_grant: "));
      }
    }
    assertThat(server.counts().total(), is(0));
  }

  @Test
  void aTokenServiceThatDoesNotAnswerHasRefusedNothing() {
    try (LoopbackServer tokens = LoopbackServer.inTurn(Answer.hangUp())) {
      GcsOptions given = options(server.endpoint());
      given.setGcpCredential(refreshedAt(tokens));
      assertThat(
          assertThrows(
                  UncheckedIOException.class, () -> new GcsCheck(given).folder("--output", OUT))
              .getMessage(),
          containsString("does not answer"));
    }
  }

  /** What {@code gcloud auth application-default login} leaves, for another token service. */
  private static Credentials refreshedAt(LoopbackServer tokens) {
    return UserCredentials.newBuilder()
        .setClientId("client")
        .setClientSecret("secret")
        .setRefreshToken("refresh")
        .setTokenServerUri(URI.create(tokens.url() + "/token"))
        .build();
  }

  @Test
  void aRequesterPaysBucketWantsTheProjectThatPays() {
    bucket.requesterPays();
    assertThat(
        refusal(() -> check().folder("--output", OUT)),
        is(
            "--output: bucket bucket is requester pays: say which project pays with"
                + " --gcsUserProject"));
    GcsOptions paying = options(server.endpoint());
    paying.as(OutputOptions.class).setGcsUserProject("my-project");
    new GcsCheck(paying).folder("--output", OUT);
  }

  @Test
  void nobodyAtTheEndpointIsOneLine() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + port + "/storage/v1/";
    String line =
        assertThrows(
                UncheckedIOException.class,
                () -> new GcsCheck(options(endpoint)).folder("--output", OUT))
            .getCause()
            .getMessage();
    assertThat(
        line,
        is(
            "--output: Google Cloud Storage does not answer at "
                + endpoint
                + " (Connection refused): check the network, or --gcsEndpoint"));
  }

  @Test
  void aServiceThatIsBusyIsTheRunsToWaitFor() {
    server.faults().add("list", 1, GcsFault.status(503));
    check().folder("--output", OUT);
    server.faults().add("list", 1, GcsFault.of(GcsFault.Type.RESET));
    check().folder("--output", OUT);
  }

  @Test
  void anObjectThatIsNotThereIsItsReadersToName() {
    check().file("--llmKeyFile", "gs://bucket/key");
  }

  @Test
  void anEndpointThatTheClientWouldWaitForIsRefusedByItsForm() {
    assertThat(
        endpointRefusal("http://localhost:4443"),
        is(
            "--gcsEndpoint=http://localhost:4443: must end with /storage/v1/: write"
                + " http://localhost:4443/storage/v1/"));
    assertThat(
        endpointRefusal("https://storage.googleapis.com/"),
        containsString("write https://storage.googleapis.com/storage/v1/"));
    assertThat(
        endpointRefusal("localhost:4443"),
        containsString("must be an http:// or https:// URL such as"));
    assertThat(
        endpointRefusal("a b"), containsString("must be an http:// or https:// URL such as"));
    List<String> whole = List.of("--gcsEndpoint=https://storage.googleapis.com/storage/v1/");
    assertThat(GcsEndpoint.arguments(whole, null), is(whole));
  }

  private static String endpointRefusal(String endpoint) {
    return refusal(() -> GcsEndpoint.arguments(List.of("--gcsEndpoint=" + endpoint), null));
  }

  @Test
  void plainHttpGetsNoTokenAndAPayerGoesWithDefaultCredentialsOnly() {
    String plain = "--gcsEndpoint=http://localhost:4443/storage/v1/";
    String ours = "--credentialFactoryClass=" + StorageCredentialFactory.class.getName();
    assertThat(GcsEndpoint.arguments(List.of(plain), null), is(List.of(plain, ours)));
    assertThat(GcsEndpoint.arguments(List.of(), "payer"), is(List.of(ours)));
    String other = "--credentialFactoryClass=org.example.Factory";
    assertThat(GcsEndpoint.arguments(List.of(plain, other), null), is(List.of(plain, other)));
    assertThat(
        refusal(() -> GcsEndpoint.arguments(List.of(other), "payer")),
        containsString("not with --credentialFactoryClass"));
    assertThat(
        StorageCredentialFactory.fromOptions(options("http://localhost:1/storage/v1/"))
                .getCredential()
            == null,
        is(true));
  }

  /** One token, and never another. */
  private static final class Token extends Credentials {
    private static final long serialVersionUID = 1L;

    private final String token;

    Token(String token) {
      this.token = token;
    }

    @Override
    public String getAuthenticationType() {
      return "OAuth2";
    }

    @Override
    public Map<String, List<String>> getRequestMetadata(URI uri) {
      return Map.of("Authorization", List.of("Bearer " + token));
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
    public void refresh() {
      // There is no other.
    }
  }
}
