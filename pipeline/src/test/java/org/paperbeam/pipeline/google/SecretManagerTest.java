package org.paperbeam.pipeline.google;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.pipeline.options.LlmOptions;
import org.paperbeam.secret.KeySource;
import org.paperbeam.secret.Secret;
import org.paperbeam.secret.SecretException;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;
import org.paperbeam.testing.SecretServer;

class SecretManagerTest {
  private static final String NAME = "projects/p/secrets/s/versions/3";
  private static final String KEY = "sk-0123456789abcdef";
  private static final String TOKEN = "ya29.of-the-test";
  private static final Answer BUSY = SecretServer.error(503, "UNAVAILABLE", "Try again.");

  private final SecretServer server = SecretServer.start().with(NAME, KEY + "\n");
  private final FakePace pace = new FakePace(Instant.EPOCH);

  @AfterEach
  void stop() {
    server.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** Credentials with a token that does not end, as workers have. */
  public static final class TestCredentials implements CredentialFactory {
    /** Called by Beam. */
    public static TestCredentials fromOptions(PipelineOptions options) {
      return new TestCredentials();
    }

    @Override
    public Credentials getCredential() {
      return OAuth2Credentials.create(new AccessToken(TOKEN, null));
    }
  }

  private static PipelineOptions options(String url) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(LlmOptions.class).setSecretManagerUrl(url);
    return options;
  }

  private String read() throws SecretException {
    return new SecretManager(options(server.url()), pace).read(NAME);
  }

  private SecretException failure() {
    SecretException failure = assertThrows(SecretException.class, this::read);
    assertThat(failure.getMessage().lines().count(), is(1L));
    return failure;
  }

  private String failure(Answer answer) {
    server.failing(answer);
    return failure().getMessage();
  }

  @Test
  void theSecretsTextIsRead() throws IOException {
    assertThat(read(), is(KEY + "\n"));
    assertThat(server.requests(), hasSize(1));
    assertThat(server.requests().get(0).method(), is("GET"));
  }

  @Test
  void aKeySourceFindsItWithTheOptionsOfTheProcess() throws IOException {
    FileSystems.setDefaultPipelineOptions(options(server.url()));
    assertThat(KeySource.secret(NAME).read(java.util.Map.of()), is(Secret.of(KEY)));
  }

  @Test
  void theChosenCredentialsAreSent() throws IOException {
    server.wanting(TOKEN);
    PipelineOptions options = options(server.url());
    options.as(GcpOptions.class).setCredentialFactoryClass(TestCredentials.class);
    assertThat(new SecretManager(options, pace).read(NAME), is(KEY + "\n"));
  }

  @Test
  void plainHttpGetsNoCredentialByItself() {
    server.wanting(TOKEN);
    assertThat(
        failure().getMessage(),
        startsWith(
            "the secret "
                + NAME
                + ": no credential that the service takes (Request had invalid authentication"
                + " credentials.): run 'gcloud auth application-default login', or set"
                + " GOOGLE_APPLICATION_CREDENTIALS"));
    assertThat(failure().kind(), is(FailureKind.CREDENTIAL));
    assertThat(server.requests().get(0).header("Authorization") == null, is(true));
  }

  /** Credentials without any. */
  public static final class NoCredentials implements CredentialFactory {
    /** Called by Beam. */
    public static NoCredentials fromOptions(PipelineOptions options) {
      return new NoCredentials();
    }

    @Override
    public Credentials getCredential() {
      return null;
    }
  }

  @Test
  void withoutACredentialTheServiceIsNotAsked() {
    PipelineOptions options = options("https://127.0.0.1:1");
    options.as(GcpOptions.class).setCredentialFactoryClass(NoCredentials.class);
    SecretException failure =
        assertThrows(SecretException.class, () -> new SecretManager(options, pace).read(NAME));
    assertThat(
        failure.getMessage(),
        is(
            "the secret "
                + NAME
                + ": no credential: run 'gcloud auth application-default login', or set"
                + " GOOGLE_APPLICATION_CREDENTIALS to a key file"));
    assertThat(failure.kind(), is(FailureKind.CREDENTIAL));
  }

  @Test
  void eachRefusalSaysWhatToDo() {
    assertThat(
        failure(SecretServer.error(403, "PERMISSION_DENIED", "Permission denied on resource.")),
        is(
            "the secret "
                + NAME
                + ": no right secretmanager.versions.access on it: grant the role Secret Manager"
                + " Secret Accessor (Permission denied on resource.)"));
    assertThat(
        failure(SecretServer.error(404, "NOT_FOUND", "Secret [s] not found.")),
        is("the secret " + NAME + ": it is not there: make it, or correct the name"));
    assertThat(
        failure(
            SecretServer.error(
                400, "FAILED_PRECONDITION", "Secret Version [3] is in DESTROYED state.")),
        is(
            "the secret "
                + NAME
                + ": this version is disabled or destroyed: enable it or name another (Secret"
                + " Version [3] is in DESTROYED state.)"));
    assertThat(
        failure(
            Answer.of(
                403,
                "{\"error\": {\"code\": 403, \"details\": [{\"reason\": \"SERVICE_DISABLED\"}]}}")),
        containsString("gcloud services enable secretmanager.googleapis.com --project=p"));
    assertThat(
        failure(Answer.of(302, "").with("Location", "http://127.0.0.1:1/")),
        containsString("the service answered 302"));
  }

  @Test
  void whoeverIsDeniedIsToldApartFromASecretThatIsOfNoUse() {
    server.failing(SecretServer.error(403, "PERMISSION_DENIED", "No."));
    assertThat(failure().kind(), is(FailureKind.CREDENTIAL));
    server.failing(SecretServer.error(404, "NOT_FOUND", "No."));
    assertThat(failure().kind(), is(FailureKind.MISSING));
  }

  @Test
  void aBusyServiceIsAskedAgainWithGrowingWaits() throws IOException {
    server.failing(BUSY, Answer.of(429, ""), Answer.of(500, ""));
    assertThat(read(), is(KEY + "\n"));
    assertThat(server.requests(), hasSize(4));
    assertThat(
        pace.sleeps(),
        is(List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))));
  }

  @Test
  void aServiceThatStaysBusyIsGivenUp() {
    server.failing(BUSY, BUSY, BUSY, BUSY, BUSY);
    SecretException failure = failure();
    assertThat(
        failure.getMessage(), is("the secret " + NAME + ": the service answered 503 (Try again.)"));
    assertThat(failure.kind(), is(FailureKind.UNREACHABLE));
    assertThat(server.requests(), hasSize(5));
  }

  @Test
  void nobodyAtTheAddressIsOneLine() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    SecretException failure =
        assertThrows(SecretException.class, () -> new SecretManager(options(url), pace).read(NAME));
    assertThat(
        failure.getMessage(),
        is(
            "the secret "
                + NAME
                + ": Secret Manager does not answer at "
                + url
                + " (Connection refused): check the network, or --secretManagerUrl"));
    assertThat(failure.kind(), is(FailureKind.UNREACHABLE));
  }

  @Test
  void aCredentialThatIsRefusedIsSaidToBe() {
    Answer expired = Answer.of(400, "{\"error\":\"invalid_grant\"}");
    try (LoopbackServer tokens = LoopbackServer.inTurn(expired)) {
      PipelineOptions given = options(server.url());
      given.as(GcpOptions.class).setCredentialFactoryClass(TestCredentials.class);
      given
          .as(GcpOptions.class)
          .setGcpCredential(
              UserCredentials.newBuilder()
                  .setClientId("client")
                  .setClientSecret("secret")
                  .setRefreshToken("refresh")
                  .setTokenServerUri(URI.create(tokens.url() + "/token"))
                  .build());
      SecretException failure =
          assertThrows(SecretException.class, () -> new SecretManager(given, pace).read(NAME));
      assertThat(
          failure.getMessage(),
          is(
              "the secret "
                  + NAME
                  + ": no credential that works (invalid_grant): run 'gcloud auth"
                  + " application-default login', or set GOOGLE_APPLICATION_CREDENTIALS to a key"
                  + " file"));
    }
    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void whatCameBrokenIsRefusedAndNotShown() {
    byte[] bytes = KEY.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (Answer broken :
        List.of(
            SecretServer.payload(NAME, bytes, 1),
            Answer.ok("{\"payload\": {\"data\": \"" + KEY + "\"}}"),
            Answer.ok("{" + KEY),
            SecretServer.payload(NAME, new byte[] {(byte) 0xff}, 0xFF000000L))) {
      server.failing(broken);
      SecretException failure = failure();
      assertThat(
          failure.getMessage(),
          allOf(startsWith("the secret " + NAME + ": "), not(containsString(KEY))));
      assertThat(failure.kind(), is(FailureKind.MISSING));
      assertThat(failure.getCause() == null, is(true));
    }
  }

  @Test
  void aChecksumThatIsLeftOutIsNoFault() throws IOException {
    server.failing(Answer.ok("{\"payload\": {\"data\": \"c2st\"}}"));
    assertThat(read(), is("sk-"));
  }
}
