package org.paperbeam.flinkcluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job manager's REST interface, as far as it is needed to watch a cluster. Thread-safe. */
public final class FlinkRest {
  private static final Pattern TASK_MANAGERS = Pattern.compile("\"taskmanagers\":(\\d+)");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  /** That of a job manager on this machine. */
  public FlinkRest(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** The answer to a question such as {@code /jobs/overview}, as JSON. */
  public String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** How many task managers are there; -1 when nobody answers (yet). */
  public int taskManagers() throws InterruptedException {
    try {
      Matcher number = TASK_MANAGERS.matcher(get("/overview"));
      return number.find() ? Integer.parseInt(number.group(1)) : -1;
    } catch (IOException notYet) {
      return -1;
    }
  }
}
