package org.paperbeam.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

class EnvironmentProxiesTest {
  private static String proxy(Map<String, String> environment, String url) {
    Proxy proxy = new EnvironmentProxies(environment).select(URI.create(url)).get(0);
    return proxy.address() instanceof InetSocketAddress at
        ? at.getHostString() + ":" + at.getPort()
        : "direct";
  }

  @Test
  void theVariablesSayWhichProxy() {
    Map<String, String> both =
        Map.of("HTTP_PROXY", "http://a.test:1", "https_proxy", "b.test:2", "HTTPS_PROXY", "c.test");
    assertThat(proxy(both, "http://llm.test/v1"), is("a.test:1"));
    assertThat("small letters first", proxy(both, "https://llm.test/v1"), is("b.test:2"));
    Map<String, String> all = Map.of("ALL_PROXY", "http://user:secret@d.test");
    assertThat(proxy(all, "http://llm.test/v1"), is("d.test:80"));
    assertThat(proxy(all, "https://llm.test/v1"), is("d.test:80"));
    assertThat(new EnvironmentProxies(all).authenticator().isPresent(), is(true));
    assertThat(new EnvironmentProxies(both).authenticator().isPresent(), is(false));
    assertThat(new EnvironmentProxies(Map.of("HTTP_PROXY", " ")).isEmpty(), is(true));
    assertThat(new EnvironmentProxies(Map.of("ALL_PROXY", "socks5://s:1")).isEmpty(), is(true));
  }

  @Test
  void someHostsAreAskedDirectly() {
    for (String[] each :
        new String[][] {
          {"llm.test", "http://llm.test/v1", "direct"},
          {"test", "http://llm.test/v1", "direct"},
          {".test", "http://llm.test/v1", "direct"},
          {"*.test", "http://llm.test/v1", "direct"},
          {"x.test, llm.test:8080", "http://llm.test:8080/v1", "direct"},
          {"llm.test:8081", "http://llm.test:8080/v1", "a.test:1"},
          {"*", "http://llm.test/v1", "direct"},
          {"m.test", "http://llm.test/v1", "a.test:1"},
          {"", "http://llm.test/v1", "a.test:1"},
          {"", "http://localhost:99/v1", "direct"},
          {"", "http://127.0.0.1:99/v1", "direct"},
          {"", "http://[::1]:99/v1", "direct"}
        }) {
      Map<String, String> environment =
          Map.of("HTTP_PROXY", "http://a.test:1", "NO_PROXY", each[0]);
      assertThat(each[0] + " " + each[1], proxy(environment, each[1]), is(each[2]));
    }
  }

  @Test
  void aClientAsksThroughTheProxy() throws Exception {
    try (LoopbackServer proxy = LoopbackServer.inTurn(Answer.ok("by proxy"))) {
      HttpClient client =
          HttpClients.of(
                  Duration.ofSeconds(5),
                  HttpClient.Redirect.NEVER,
                  Map.of("HTTP_PROXY", proxy.url()))
              .build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://llm.example.invalid/v1")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body(), is("by proxy"));
    }
  }
}
