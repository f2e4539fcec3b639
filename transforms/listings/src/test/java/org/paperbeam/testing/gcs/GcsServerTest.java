package org.paperbeam.testing.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loopback server against the API's documentation, without any client of Google's. */
class GcsServerTest {
  private static final String OBJECTS = "/storage/v1/b/bucket/o";

  private final GcsServer server = GcsServer.start();
  private final GcsBucket bucket = server.createBucket("bucket");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(server.url() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return GcsAnswer.JSON.readTree(answer.body());
  }

  private void put(String name, String text) {
    bucket.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(String name) {
    return new String(bucket.get(name).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aSimpleUploadIsThereWithItsHashesAndGenerations() throws Exception {
    String path = "/upload" + OBJECTS + "?uploadType=media&name=a%2Fb";
    JsonNode first = json(send("POST", path, "hello", "Content-Type", "text/plain"));
    assertThat(first.path("name").asText(), is("a/b"));
    assertThat(first.path("size").asText(), is("5"));
    assertThat(first.path("md5Hash").asText(), is("XUFAKrxLKna5cZ2REBfFkg=="));
    assertThat(first.path("crc32c").asText(), is("mnG7TA=="));
    assertThat(first.path("contentType").asText(), is("text/plain"));
    JsonNode second = json(send("POST", path, "again"));
    assertThat(second.path("generation").asLong() > first.path("generation").asLong(), is(true));
  }

  @Test
  void aResumableUploadTakesChunksOf256KibAndTellsHowFarItIs() throws Exception {
    HttpResponse<String> start =
        send(
            "POST",
            "/upload" + OBJECTS + "?uploadType=resumable&name=big",
            "{\"contentType\":\"text/plain\"}");
    String session = start.headers().firstValue("Location").orElseThrow();
    String chunk = "x".repeat(256 * 1024);
    HttpResponse<String> odd = send("PUT", session, "abc", "Content-Range", "bytes 0-2/*");
    assertThat(odd.statusCode(), is(400));
    HttpResponse<String> more = send("PUT", session, chunk, "Content-Range", "bytes 0-262143/*");
    assertThat(more.statusCode(), is(308));
    assertThat(more.headers().firstValue("Range").orElseThrow(), is("bytes=0-262143"));
    assertThat(bucket.get("big") == null, is(true));
    HttpResponse<String> asked = send("PUT", session, "", "Content-Range", "bytes */*");
    assertThat(asked.statusCode(), is(308));
    HttpResponse<String> last =
        send("PUT", session, "end", "Content-Range", "bytes 262144-262146/262147");
    assertThat(last.statusCode(), is(200));
    assertThat(text("big"), is(chunk + "end"));
  }

  @Test
  void rangesAndPreconditionsHoldForReads() throws Exception {
    put("a", "0123456789");
    long generation = bucket.get("a").generation();
    String media = OBJECTS + "/a?alt=media";
    HttpResponse<String> some = send("GET", media, "", "Range", "bytes=2-4");
    assertThat(some.statusCode(), is(206));
    assertThat(some.body(), is("234"));
    assertThat(some.headers().firstValue("Content-Range").orElseThrow(), is("bytes 2-4/10"));
    assertThat(send("GET", media, "", "Range", "bytes=8-").body(), is("89"));
    assertThat(send("GET", media, "", "Range", "bytes=-3").body(), is("789"));
    assertThat(send("GET", media, "", "Range", "bytes=10-").statusCode(), is(416));
    assertThat(send("GET", media + "&ifGenerationMatch=1", "").statusCode(), is(412));
    assertThat(
        send("GET", media + "&ifGenerationNotMatch=" + generation, "").statusCode(), is(304));
    assertThat(send("GET", media + "&ifMetagenerationMatch=1", "").statusCode(), is(200));
    assertThat(send("GET", OBJECTS + "/b", "").statusCode(), is(404));
    assertThat(
        json(send("GET", OBJECTS + "/b", "")).at("/error/errors/0/reason").asText(),
        is("notFound"));
  }

  @Test
  void writesAndDeletesHoldTheirPreconditions() throws Exception {
    String upload = "/upload" + OBJECTS + "?uploadType=media&name=a";
    assertThat(send("POST", upload + "&ifGenerationMatch=0", "1").statusCode(), is(200));
    assertThat(send("POST", upload + "&ifGenerationMatch=0", "2").statusCode(), is(412));
    assertThat(send("DELETE", OBJECTS + "/a?ifGenerationMatch=1", "").statusCode(), is(412));
    assertThat(send("DELETE", OBJECTS + "/a", "").statusCode(), is(204));
    assertThat(send("DELETE", OBJECTS + "/a", "").statusCode(), is(404));
  }

  @Test
  void aListingGoesByPrefixDelimiterAndPages() throws Exception {
    for (String name : List.of("a", "f/1", "f/2", "g/1", "h")) {
      put(name, name);
    }
    assertThat(names(OBJECTS + "?prefix=f/"), is(List.of("f/1", "f/2")));
    JsonNode page = json(send("GET", OBJECTS + "?delimiter=/&maxResults=2", ""));
    assertThat(page.at("/items/0/name").asText(), is("a"));
    assertThat(page.at("/prefixes/0").asText(), is("f/"));
    String token = page.path("nextPageToken").asText();
    JsonNode rest = json(send("GET", OBJECTS + "?delimiter=/&pageToken=" + token, ""));
    assertThat(rest.at("/items/0/name").asText(), is("h"));
    assertThat(rest.at("/prefixes/0").asText(), is("g/"));
    assertThat(rest.has("nextPageToken"), is(false));
  }

  private List<String> names(String path) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    json(send("GET", path, "")).path("items").forEach(i -> names.add(i.path("name").asText()));
    return names;
  }

  @Test
  void objectsAreCopiedRewrittenComposedAndPatched() throws Exception {
    put("a", "A");
    put("b", "B");
    send("POST", OBJECTS + "/a/copyTo/b/bucket/o/c", "");
    assertThat(text("c"), is("A"));
    JsonNode rewritten = json(send("POST", OBJECTS + "/b/rewriteTo/b/bucket/o/d%2Fe", "{}"));
    assertThat(rewritten.path("done").asBoolean(), is(true));
    assertThat(text("d/e"), is("B"));
    JsonNode composed =
        json(
            send(
                "POST",
                OBJECTS + "/ab/compose",
                "{\"sourceObjects\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"));
    assertThat(text("ab"), is("AB"));
    assertThat(composed.path("componentCount").asInt(), is(2));
    assertThat(composed.has("md5Hash"), is(false));
    JsonNode patched = json(send("PATCH", OBJECTS + "/a", "{\"cacheControl\":\"no-store\"}"));
    assertThat(patched.path("metageneration").asText(), is("2"));
    assertThat(patched.path("cacheControl").asText(), is("no-store"));
  }

  @Test
  void aBatchAnswersEachOfItsCalls() throws Exception {
    put("a", "A");
    String call =
        "--x\r\nContent-Type: application/http\r\nContent-ID: <1>\r\n\r\n"
            + "DELETE /storage/v1/b/bucket/o/%s HTTP/1.1\r\n\r\n\r\n";
    HttpResponse<String> answer =
        send(
            "POST",
            "/batch/storage/v1",
            call.formatted("a") + call.formatted("none") + "--x--\r\n",
            "Content-Type",
            "multipart/mixed; boundary=x");
    assertThat(answer.body(), containsString("Content-ID: <response-1>"));
    assertThat(answer.body(), containsString("HTTP/1.1 204"));
    assertThat(answer.body(), containsString("HTTP/1.1 404"));
    assertThat(bucket.get("a") == null, is(true));
    assertThat(server.counts().of("delete"), is(2));
    assertThat(server.counts().total(), is(1));
  }

  @Test
  void aRetentionPolicyKeepsWhatIsYoungerAndSaysUntilWhen() throws Exception {
    put("a", "A");
    bucket.withRetention(Duration.ofDays(30));
    String upload = "/upload" + OBJECTS + "?uploadType=media&name=";
    for (HttpResponse<String> refused :
        List.of(
            send("POST", upload + "a", "B"),
            send("DELETE", OBJECTS + "/a", ""),
            send("POST", OBJECTS + "/a/copyTo/b/bucket/o/a", ""),
            send("POST", OBJECTS + "/a/compose", "{\"sourceObjects\":[{\"name\":\"a\"}]}"))) {
      assertThat(refused.statusCode(), is(403));
      assertThat(json(refused).at("/error/errors/0/reason").asText(), is("retentionPolicyNotMet"));
      assertThat(
          json(refused).at("/error/message").asText(),
          containsString("until " + bucket.get("a").created().plus(Duration.ofDays(30))));
    }
    assertThat(text("a"), is("A"));
    assertThat(send("POST", upload + "new", "N").statusCode(), is(200));
    assertThat(
        json(send("GET", "/storage/v1/b/bucket", ""))
            .at("/retentionPolicy/retentionPeriod")
            .asText(),
        is("2592000"));
    bucket.withRetention(Duration.ZERO);
    assertThat(send("DELETE", OBJECTS + "/a", "").statusCode(), is(204));
  }

  @Test
  void whatIsSoftDeletedIsSeenOnlyWhenAskedForAndCanBeRestored() throws Exception {
    bucket.withSoftDelete(Duration.ofDays(7));
    put("a", "1");
    long first = bucket.get("a").generation();
    put("a", "2");
    send("DELETE", OBJECTS + "/a", "");
    assertThat(names(OBJECTS), is(List.of()));
    assertThat(send("GET", OBJECTS + "/a", "").statusCode(), is(404));
    assertThat(names(OBJECTS + "?softDeleted=true"), is(List.of("a", "a")));
    assertThat(
        bucket.history().stream().map(o -> new String(o.bytes(), StandardCharsets.UTF_8)).toList(),
        is(List.of("1", "2")));
    assertThat(send("POST", OBJECTS + "/a/restore?generation=" + first, "").statusCode(), is(200));
    assertThat(text("a"), is("1"));
  }

  @Test
  void rulesOfTheBucketHold() throws Exception {
    put("a", "A");
    bucket.denying("storage.objects.list");
    HttpResponse<String> denied = send("GET", OBJECTS, "");
    assertThat(denied.statusCode(), is(403));
    assertThat(denied.body(), containsString("storage.objects.list"));
    bucket.requesterPays();
    assertThat(send("GET", OBJECTS + "/a", "").statusCode(), is(400));
    assertThat(send("GET", OBJECTS + "/a?userProject=p", "").statusCode(), is(200));
    assertThat(send("GET", OBJECTS + "/a", "", "x-goog-user-project", "p").statusCode(), is(200));
    assertThat(send("GET", "/storage/v1/b/none", "").statusCode(), is(404));
    assertThat(
        json(send(
                "GET",
                "/storage/v1/b/bucket/iam/testPermissions"
                    + "?permissions=storage.objects.list,storage.objects.get",
                ""))
            .path("permissions")
            .toString(),
        is("[\"storage.objects.get\"]"));
  }
}
