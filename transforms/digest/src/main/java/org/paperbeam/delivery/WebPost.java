package org.paperbeam.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.paperbeam.http.BoundedBody;
import org.paperbeam.http.HttpClients;
import org.paperbeam.http.HttpUrl;
import org.paperbeam.http.WholeAnswer;
import org.paperbeam.secret.Secret;

/**
 * One POST of JSON to a secret address. It is sent once: whether to try again is for the next run.
 */
final class WebPost {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a webhook says is short. */
  private static final int LARGEST = 1 << 20;

  private WebPost() {}

  /** The address, checked; the message never holds it. */
  static URI address(String option, Secret text) throws IOException {
    return HttpUrl.parse(text.reveal())
        .orElseThrow(
            () -> new IOException("--" + option + ": what is there is no address of the web"));
  }

  /** Sends it and returns the answer; throws {@link IOException} unless its status is 2xx. */
  static String send(URI address, String json, Map<String, String> headers, String who)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    HttpClient client = HttpClients.of(PATIENCE);
    HttpResponse<byte[]> answer;
    try {
      answer = WholeAnswer.of(client, request.build(), BoundedBody.upTo(LARGEST), PATIENCE);
    } catch (IOException e) {
      // The client's own message may hold the address.
      throw new IOException(who + " could not be reached (" + e.getClass().getSimpleName() + ")");
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(who + " answered HTTP " + answer.statusCode());
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
