package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which request goes where. */
final class GcsRoutes {
  private static final int MOST_IN_BATCH = 100;

  private final Map<String, GcsBucket> buckets;
  private final GcsCounts counts;
  private final GcsUploads uploads = new GcsUploads();

  GcsRoutes(Map<String, GcsBucket> buckets, GcsCounts counts) {
    this.buckets = buckets;
    this.counts = counts;
  }

  GcsAnswer answer(GcsRequest request) {
    String kind = request.kind();
    counts.add(kind, request);
    try {
      return switch (request.service()) {
        case "batch" -> batch(request);
        case "upload" -> uploads.answer(request, bucket(request.path().get(1)));
        case "download" ->
            GcsObjects.media(request, bucket(request.path().get(1)), request.path().get(3));
        case "json" -> json(request, kind);
        default -> GcsAnswer.of(404).with("Content-Type", "text/html; charset=UTF-8");
      };
    } catch (GcsException e) {
      return e.answer();
    } catch (IOException | RuntimeException e) {
      return GcsAnswer.error(400, "badRequest", "Cannot be understood: " + e);
    }
  }

  private GcsAnswer json(GcsRequest request, String kind) throws IOException {
    List<String> path = request.path();
    if (kind.equals("bucket")) {
      return buckets(request);
    }
    if (kind.equals("other")) {
      return GcsAnswer.notFound("Not Found: " + request.method() + " " + path);
    }
    GcsBucket bucket = bucket(path.get(1));
    return switch (kind) {
      case "list" -> GcsObjects.list(request, bucket);
      case "get" -> GcsObjects.get(request, bucket, path.get(3));
      case "media" -> GcsObjects.media(request, bucket, path.get(3));
      case "delete" -> GcsObjects.delete(request, bucket, path.get(3));
      case "patch" -> GcsObjects.patch(request, bucket, path.get(3));
      case "restore" ->
          GcsAnswer.json(bucket.restore(path.get(3), request.number("generation")).resource());
      case "compose" -> GcsCopies.compose(request, bucket);
      case "copy" -> GcsCopies.copy(request, bucket, bucket(path.get(6)));
      case "rewrite" -> GcsCopies.rewrite(request, bucket, bucket(path.get(6)));
      default -> GcsAnswer.notFound("Not Found");
    };
  }

  private GcsAnswer buckets(GcsRequest request) throws IOException {
    List<String> path = request.path();
    if (path.size() == 1 && request.method().equals("POST")) {
      String name = GcsAnswer.JSON.readTree(request.body()).path("name").asText();
      GcsBucket made = new GcsBucket(name);
      if (buckets.putIfAbsent(name, made) != null) {
        return GcsAnswer.error(
            409,
            "conflict",
            "Your previous request to create the named bucket"
                + " succeeded and you already own it.");
      }
      return GcsAnswer.json(made.resource());
    }
    GcsBucket bucket = bucket(path.get(1));
    if (path.size() == 4 && path.get(2).equals("iam") && path.get(3).equals("testPermissions")) {
      ObjectNode answer =
          GcsAnswer.JSON.createObjectNode().put("kind", "storage#testIamPermissionsResponse");
      ArrayNode held = GcsAnswer.JSON.createArrayNode();
      for (String asked : request.query().getOrDefault("permissions", "").split(",")) {
        if (!bucket.isDenied(asked)) {
          held.add(asked);
        }
      }
      return GcsAnswer.json(held.isEmpty() ? answer : answer.set("permissions", held));
    }
    if (path.size() != 2 || !request.method().equals("GET")) {
      return GcsAnswer.notFound("Not Found");
    }
    bucket.check(request, "storage.buckets.get");
    return GcsAnswer.json(bucket.resource());
  }

  private GcsBucket bucket(String name) {
    GcsBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new GcsException(404, "notFound", "The specified bucket does not exist.");
    }
    return bucket;
  }

  private GcsAnswer batch(GcsRequest request) {
    List<GcsPart> calls = GcsPart.read(request.headers().get("content-type"), request.body());
    if (calls.size() > MOST_IN_BATCH) {
      throw new GcsException(400, "badRequest", "The batch holds more than 100 calls");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String boundary = "batch_of_the_loopback_server";
    for (GcsPart call : calls) {
      GcsAnswer answer = answer(call(request, call));
      counts.addInBatch();
      StringBuilder head = new StringBuilder("--" + boundary + "\r\n");
      head.append("Content-Type: application/http\r\n");
      String id = call.headers().getOrDefault("content-id", "<0>");
      head.append("Content-ID: ").append(id.replaceFirst("<", "<response-")).append("\r\n\r\n");
      head.append("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
      answer.headers().forEach((n, v) -> head.append(n).append(": ").append(v).append("\r\n"));
      head.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
      body.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
      body.writeBytes(answer.body());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return new GcsAnswer(
        200, Map.of("Content-Type", "multipart/mixed; boundary=" + boundary), body.toByteArray());
  }

  /** A call inside of a batch: a request line, headers and a body of its own. */
  private static GcsRequest call(GcsRequest batch, GcsPart part) {
    byte[] raw = part.body();
    int head = GcsPart.indexOf(raw, new byte[] {'\r', '\n', '\r', '\n'}, 0);
    String text = new String(raw, 0, head < 0 ? raw.length : head, StandardCharsets.UTF_8);
    int line = text.indexOf("\r\n");
    String[] words = (line < 0 ? text : text.substring(0, line)).strip().split(" ");
    Map<String, String> headers = new TreeMap<>(batch.headers());
    headers.remove("content-type");
    headers.putAll(GcsPart.headers(line < 0 ? "" : text.substring(line + 2)));
    byte[] body = head < 0 ? new byte[0] : java.util.Arrays.copyOfRange(raw, head + 4, raw.length);
    try {
      URI uri = URI.create(words[1]);
      return GcsRequest.of(words[0], uri, headers, body);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("not a call: " + words[1], e));
    }
  }
}
