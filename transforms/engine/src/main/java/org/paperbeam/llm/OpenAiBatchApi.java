package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.http.BoundedBody;
import org.paperbeam.http.BoundedDownload;
import org.paperbeam.http.HttpClients;
import org.paperbeam.http.LargestBody;
import org.paperbeam.http.WholeAnswer;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Service;
import org.paperbeam.secret.Secret;

/** The Batch API over HTTP, on the JDK's client, which sends no POST twice by itself. */
public final class OpenAiBatchApi implements BatchApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For files of up to 200 MB, on a slow line. */
  private static final Duration FILES = Duration.ofMinutes(30);

  /** Of what tells of files and batches: a page of {@value #PAGE} batches has 100 kB. */
  private static final int LARGEST = LargestBody.alone(16);

  /** The answers of 50,000 requests, the most that a batch may hold. */
  private static final int LARGEST_FILE = 1 << 30;

  /** More of an error's words nobody reads. */
  private static final int WORDS = 1 << 16;

  private static final int PAGE = 100;

  private final LlmOptions options;
  private final Secret key;
  private final Quirks quirks;
  private final HttpClient http;

  /** A client that sends {@code key} as bearer token. */
  public OpenAiBatchApi(LlmOptions options, Secret key) {
    this.options = options;
    this.key = key;
    this.quirks = options.quirks();
    this.http = HttpClients.of(CONNECT);
  }

  @Override
  public String upload(String name, List<byte[]> lines)
      throws BatchException, InterruptedException {
    String boundary = "paperbeam-" + UUID.randomUUID();
    byte[] head =
        bytes(
            "--%1$s\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--%1$s\r\n"
                    .formatted(boundary)
                + "Content-Disposition: form-data; name=\"file\"; filename=\"%s.jsonl\"\r\n"
                    .formatted(name)
                + "Content-Type: application/jsonl\r\n\r\n");
    byte[] tail = bytes("\r\n--" + boundary + "--\r\n");
    long length = (long) head.length + tail.length + lines.stream().mapToLong(l -> l.length).sum();
    BodyPublisher form =
        BodyPublishers.fromPublisher(
            BodyPublishers.concat(
                BodyPublishers.ofByteArray(head),
                BodyPublishers.ofByteArrays(lines),
                BodyPublishers.ofByteArray(tail)),
            length);
    JsonNode file =
        json(
            request("/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form),
            FILES);
    return known(file.path("id").asText(""), Form.FILE_WITHOUT_ID);
  }

  @Override
  public BatchJob create(String inputFileId, Map<String, String> metadata)
      throws BatchException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("input_file_id", inputFileId)
            .put("endpoint", options.address().batchEndpoint())
            .put("completion_window", "24h");
    ObjectNode data = body.putObject("metadata");
    metadata.forEach(data::put);
    return job(
        json(
            request("/batches")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())),
            timeout()));
  }

  @Override
  public BatchJob get(String id) throws BatchException, InterruptedException {
    // What is asked for has this id, whatever the answer calls itself.
    return BatchJobJson.read(id, json(request("/batches/" + part(id)).GET(), timeout()));
  }

  @Override
  public Page list(@Nullable String after) throws BatchException, InterruptedException {
    String from = after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    JsonNode page = json(request("/batches?limit=" + PAGE + from).GET(), timeout());
    List<BatchJob> jobs = new ArrayList<>();
    for (JsonNode job : page.path("data")) {
      jobs.add(job(job));
    }
    return new Page(List.copyOf(jobs), page.path("has_more").asBoolean(false));
  }

  @Override
  public void download(String fileId, Path to)
      throws BatchException, IOException, InterruptedException {
    HttpResponse<Path> response =
        send(
            request("/files/" + part(fileId) + "/content").GET(),
            BoundedDownload.to(to, LARGEST_FILE),
            FILES);
    if (response.statusCode() / 100 != 2) {
      throw refused(response.statusCode(), beginning(to));
    }
  }

  @Override
  public void delete(String fileId) throws BatchException, InterruptedException {
    JsonNode unused = json(request("/files/" + part(fileId)).DELETE(), timeout());
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(WORDS), StandardCharsets.UTF_8);
    }
  }

  private HttpRequest.Builder request(String path) {
    LlmAddress address = options.address();
    return address.signed(HttpRequest.newBuilder(address.batches(path)), key);
  }

  private Duration timeout() {
    return Duration.ofSeconds(options.timeoutSeconds());
  }

  private JsonNode json(HttpRequest.Builder request, Duration timeout)
      throws BatchException, InterruptedException {
    HttpResponse<byte[]> response = send(request, BoundedBody.upTo(LARGEST), timeout);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() / 100 != 2) {
      throw refused(response.statusCode(), body);
    }
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw unusable(Form.NOT_JSON);
    }
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, Duration timeout)
      throws BatchException, InterruptedException {
    try {
      return WholeAnswer.of(http, request.build(), body, timeout);
    } catch (IOException e) {
      throw new BatchException(LlmFailures.failed(Service.BATCH_API, e, e, options));
    }
  }

  private BatchException refused(int status, String body) {
    ChatOutcome outcome =
        ReplyParser.read(
            Service.BATCH_API,
            new ReplyParser.Reply(status, body, RateHints.NONE),
            Set.of(),
            quirks,
            key);
    return new BatchException((Failed) outcome);
  }

  private BatchException unusable(Form form) {
    return new BatchException(
        LlmFailures.failed(Service.BATCH_API, form, options), form != Form.FILE_WITHOUT_ID);
  }

  private BatchJob job(JsonNode node) throws BatchException {
    String id = known(node.path("id").asText(""), Form.BATCH_WITHOUT_ID);
    return BatchJobJson.read(id, node);
  }

  private String known(String id, Form otherwise) throws BatchException {
    if (id.isEmpty()) {
      throw unusable(otherwise);
    }
    return id;
  }

  /** An id as a part of a path: services with a slash or a colon in theirs want it as it is. */
  private static String part(String id) {
    try {
      return new URI(null, null, "/" + id, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // The JDK's client of this language level ends with its last reference.
  }
}
