package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.storage.Folder;

class SiteServerTest {
  private static final String STARRED = "{\n\"2503.18929\": {\"star\":true,\"title\":\"T\"}\n}\n";

  @TempDir Path path;
  private SiteServer server;

  @BeforeEach
  void start() throws Exception {
    Folder output = Folder.of(path.toString());
    output.write("secret.txt", "secret");
    output.write("site/index.html", "home é");
    output.write("site/2025-03-25/index.html", "day");
    output.write("site/paperbeam.css", "css");
    output.write("site/feed.xml", "feed");
    output.write("site/empty.txt", "");
    server = SiteServer.start(output, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void filesHaveTheirContentTypes() throws Exception {
    assertAnswer("", 200, "text/html; charset=utf-8", "home é");
    assertAnswer("index.html", 200, "text/html; charset=utf-8", "home é");
    assertAnswer("2025-03-25/", 200, "text/html; charset=utf-8", "day");
    assertAnswer("paperbeam.css", 200, "text/css; charset=utf-8", "css");
    assertAnswer("feed.xml?x=1", 200, "application/atom+xml; charset=utf-8", "feed");
    assertAnswer("empty.txt", 200, "text/plain; charset=utf-8", "");
  }

  @Test
  void aFolderWithoutItsSlashIsSentToItsPage() throws Exception {
    HttpResponse<String> answer = get("2025-03-25");
    assertThat(answer.statusCode(), is(301));
    assertThat(answer.headers().firstValue("location").orElse(""), is("/2025-03-25/"));
  }

  @Test
  void aPageThatThereIsNotIsSaidToBeMissing() throws Exception {
    HttpResponse<String> answer = get("2025-03-26/");
    assertThat(answer.statusCode(), is(404));
    assertThat(answer.body(), containsString("There is no such page."));
  }

  @Test
  void nothingOutsideTheFolderIsShown() throws Exception {
    for (String target :
        new String[] {
          "/../secret.txt",
          "/%2e%2e/secret.txt",
          "/2025-03-25/../../secret.txt",
          "/..%2fsecret.txt",
          "/..%5csecret.txt",
          "//secret.txt",
          "/.tmp/x",
          "/%00"
        }) {
      assertThat(target, raw("GET " + target), startsWith("HTTP/1.1 404"));
    }
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    assertThat(raw("POST /index.html"), startsWith("HTTP/1.1 405"));
    String head = raw("HEAD /paperbeam.css");
    assertThat(head, startsWith("HTTP/1.1 200"));
    assertThat(head, containsString("Content-length: 3\r\n"));
  }

  /** Sends these headers in place of a Host of this machine, and returns the whole answer. */
  private String rawWith(String headers) throws Exception {
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String text = "GET /index.html HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aNameThatIsNotThisMachinesIsRefused() throws Exception {
    int port = URI.create(server.url()).getPort();
    for (String own : new String[] {"localhost", "LOCALHOST:1", "127.0.0.1:" + port, "[::1]:80"}) {
      assertThat(own, rawWith("Host: " + own + "\r\n"), startsWith("HTTP/1.1 200"));
    }
    for (String foreign :
        new String[] {
          "evil.example",
          "evil.example:" + port,
          "127.0.0.1.evil.example",
          "localhost.evil.example",
          "localhost@evil.example",
          "127.0.0.2",
          ""
        }) {
      String answer = rawWith("Host: " + foreign + "\r\n");
      assertThat(foreign, answer, startsWith("HTTP/1.1 421"));
      assertThat(foreign, answer, not(containsString("home")));
    }
    String twice = "Host: localhost\r\nHost: evil.example\r\n";
    assertThat(rawWith(twice), not(containsString("home")));
    assertThat(rawWith(""), not(containsString("home")));
  }

  @Test
  void theRulesForBrowsersComeAsHeaders() throws Exception {
    for (String page : new String[] {"index.html", "no/such/page", "feed.xml"}) {
      HttpResponse<String> answer = get(page);
      assertThat(
          answer.headers().firstValue("content-security-policy").orElse(""),
          is(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src"
                  + " 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
      assertThat(answer.headers().firstValue("x-content-type-options").orElse(""), is("nosniff"));
      assertThat(
          answer.headers().firstValue("cross-origin-resource-policy").orElse(""),
          is("same-origin"));
    }
  }

  @Test
  void slowClientsKeepNobodyWaiting() throws Exception {
    URI url = URI.create(server.url());
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        Socket socket = new Socket(url.getHost(), url.getPort());
        slow.add(socket);
        String half = i % 2 == 0 ? "GET /index.html HT" : "GET / HTTP/1.1\r\nHost: localhost\r\nX";
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(8)).build(),
                  BodyHandlers.ofString());
      assertThat(answer.body(), is("home é"));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void marksOfItsOwnPagesStandInTheOutputFolderAndEveryBrowserGetsThem() throws Exception {
    assertThat(post(own(), "{\"2503.18929\":{\"star\":true,\"title\":\"T\"}}").body(), is(STARRED));
    post(own(), "{\"2503.18930\":{\"read\":true,\"dislike\":true,\"date\":\"2025-03-25\"}}");
    assertThat(post(own(), "{\"2503.18930\":null}").statusCode(), is(200));
    assertThat(get("marks.json").body(), is(STARRED));
    assertThat(Files.readString(path.resolve("marks.json")), is(STARRED));
    assertThat(
        get("marks.json").headers().firstValue("content-type").orElse(""),
        startsWith("application/json"));
    post(own(), "{\"2503.18929\":{\"title\":\"no mark\"}}");
    assertThat(Files.readString(path.resolve("marks.json")), is("{\n}\n"));
  }

  @Test
  void marksOfOtherPagesAreRefused() throws Exception {
    int port = URI.create(server.url()).getPort();
    for (String origin :
        new String[] {
          "null",
          "https://evil.example",
          "http://127.0.0.1:" + (port - 1),
          "http://localhost:" + port,
          "https://127.0.0.1:" + port,
          ""
        }) {
      assertThat(origin, post(origin, "{\"1\":{\"star\":true}}").statusCode(), is(403));
    }
    HttpRequest plain =
        HttpRequest.newBuilder(URI.create(server.url() + "marks.json"))
            .header("Origin", own())
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"1\":{\"star\":true}}"))
            .build();
    assertThat(
        HttpClient.newHttpClient().send(plain, BodyHandlers.ofString()).statusCode(), is(403));
    assertThat(Files.exists(path.resolve("marks.json")), is(false));
  }

  @Test
  void whatIsNoMarkOrTooMuchIsRefusedAndChangesNothing() throws Exception {
    post(own(), "{\"2503.18929\":{\"star\":true,\"title\":\"T\"}}");
    for (String odd :
        new String[] {
          "",
          "[]",
          "null",
          "{\"a\":7}",
          "{\"<b>\":{\"star\":true}}",
          "{\"1\":{\"star\":\"x\"}}",
          "{"
        }) {
      assertThat(odd, post(own(), odd).statusCode(), is(400));
    }
    StringBuilder many = new StringBuilder("{\"1\":null");
    for (int i = 0; i < 50_001; i++) {
      many.append(",\"").append(i).append("\":{\"read\":true}");
    }
    assertThat(post(own(), many + "}").statusCode(), is(400));
    assertThat(post(own(), " ".repeat((16 << 20) + 1)).statusCode(), is(413));
    assertThat(get("marks.json").body(), is(STARRED));
  }

  @Test
  void onlyServedPagesKnowWhereMarksAreKept() throws Exception {
    Folder.of(path.toString())
        .write("site/page/index.html", "<!DOCTYPE html>\n<html lang=\"en\">\n<p>é");
    assertThat(
        get("page/").body(),
        is("<!DOCTYPE html>\n<html lang=\"en\" data-marks=\"/marks.json\">\n<p>é"));
  }

  private String own() {
    return server.url().substring(0, server.url().length() - 1);
  }

  private HttpResponse<String> post(String origin, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "marks.json"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int port = URI.create(server.url()).getPort();
    IOException e =
        assertThrows(
            IOException.class, () -> SiteServer.start(Folder.of(path.toString()), port).close());
    assertThat(e.getMessage(), startsWith("port " + port + " cannot be used ("));
  }

  private void assertAnswer(String relative, int status, String type, String body)
      throws Exception {
    HttpResponse<String> answer = get(relative);
    assertThat(relative, answer.statusCode(), is(status));
    assertThat(relative, answer.headers().firstValue("content-type").orElse(""), is(type));
    assertThat(relative, answer.body(), is(body));
  }

  private HttpResponse<String> get(String relative) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + relative)).build(),
            BodyHandlers.ofString());
  }

  /** Sends a request line that an HTTP client would tidy, and returns the whole answer. */
  private String raw(String request) throws Exception {
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String text = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
