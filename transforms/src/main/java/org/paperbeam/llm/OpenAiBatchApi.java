package org.paperbeam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.paperbeam.http.HttpClients;
import org.paperbeam.limit.RateHints;
import org.paperbeam.llm.ChatOutcome.Failed;
import org.paperbeam.llm.LlmAnswers.Form;
import org.paperbeam.llm.LlmAnswers.Service;

/** The Batch API over HTTP, on the JDK's client, which sends no POST twice by itself. */
public final class OpenAiBatchApi implements BatchApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For files of up to 200 MB, on a slow line. */
  private static final Duration FILES = Duration.ofMinutes(30);

  private static final int PAGE = 100;

  private final LlmOptions options;
  private final String key;
  private final Quirks quirks;
  private final HttpClient http;

  /** A client that sends {@code key} as bearer token. */
  public OpenAiBatchApi(LlmOptions options, String key) {
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
            request("/files", FILES)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form));
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
            request("/batches", timeout())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  @Override
  public BatchJob get(String id) throws BatchException, InterruptedException {
    // What is asked for has this id, whatever the answer calls itself.
    return BatchJobJson.read(id, json(request("/batches/" + part(id), timeout()).GET()));
  }

  @Override
  public Page list(@Nullable String after) throws BatchException, InterruptedException {
    String from = after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    JsonNode page = json(request("/batches?limit=" + PAGE + from, timeout()).GET());
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
        send(request("/files/" + part(fileId) + "/content", FILES).GET(), BodyHandlers.ofFile(to));
    if (response.statusCode() / 100 != 2) {
      throw refused(
          response.statusCode(), new String(Files.readAllBytes(to), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void delete(String fileId) throws BatchException, InterruptedException {
    JsonNode unused = json(request("/files/" + part(fileId), timeout()).DELETE());
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    LlmAddress address = options.address();
    return address.signed(HttpRequest.newBuilder(address.batches(path)).timeout(timeout), key);
  }

  private Duration timeout() {
    return Duration.ofSeconds(options.timeoutSeconds());
  }

  private JsonNode json(HttpRequest.Builder request) throws BatchException, InterruptedException {
    HttpResponse<String> response = send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw refused(response.statusCode(), response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw unusable(Form.NOT_JSON);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
      throws BatchException, InterruptedException {
    try {
      return http.send(request.build(), body);
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
