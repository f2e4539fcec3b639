package org.paperbeam.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
  @TempDir private Path folder;

  private static HttpResponse<String> ask(String url, Map<String, String> environment)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClients.of(Duration.ofSeconds(20), HttpClient.Redirect.NEVER, environment).build();
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String refusal(String url, Map<String, String> environment) {
    return assertThrows(SSLHandshakeException.class, () -> ask(url, environment)).getMessage();
  }

  /** WireMock's own certificate, which nobody has signed. */
  private Path certificate() throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    try (InputStream in = WireMockServer.class.getResourceAsStream("/keystore")) {
      store.load(in, "password".toCharArray());
    }
    StringBuilder pem = new StringBuilder();
    for (String alias : java.util.Collections.list(store.aliases())) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(store.getCertificate(alias).getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(folder.resolve("ca.pem"), pem);
  }

  @Test
  void aCertificateOfThatFileIsTrustedAndNoOther() throws Exception {
    WireMockServer server =
        new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
    server.start();
    try {
      server.stubFor(any(anyUrl()).willReturn(ok("hi")));
      String url = "https://localhost:" + server.httpsPort() + "/v1";
      assertThat(refusal(url, Map.of()), containsString("certification path"));
      // WireMock's certificate is for nobody's name, and that is all that is left to refuse.
      Map<String, String> trusting = Map.of("SSL_CERT_FILE", certificate().toString());
      assertThat(refusal(url, trusting), containsString("No name matching localhost"));
    } finally {
      server.stop();
    }
  }

  @Test
  void aFileThatIsNoneIsNamed() throws Exception {
    Path none = folder.resolve("none.pem");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    for (Path file : new Path[] {none, text}) {
      String message =
          assertThrows(
                  IllegalStateException.class,
                  () -> HttpClients.check(Map.of("SSL_CERT_FILE", file.toString())))
              .getMessage();
      assertThat(message, startsWith("SSL_CERT_FILE=" + file + " cannot be used"));
      assertThat(message, containsString("certificates"));
    }
    HttpClients.check(Map.of());
  }
}
