package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads of all three kinds: {@code media}, {@code multipart}, {@code resumable}. */
final class GcsUploads {
  /** Every chunk but the last is a multiple of this. */
  private static final int CHUNK = 256 * 1024;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\*|(\\d+)-(\\d+))/(\\*|\\d+)");
  private static final List<String> SETTABLE =
      List.of(
          "contentType",
          "cacheControl",
          "contentEncoding",
          "contentDisposition",
          "contentLanguage",
          "customTime",
          "metadata");

  /** An upload that goes on over several requests. */
  private static final class Session {
    final GcsRequest start;
    final String name;
    final ObjectNode attributes;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GcsAnswer done;

    Session(GcsRequest start, String name, ObjectNode attributes) {
      this.start = start;
      this.name = name;
      this.attributes = attributes;
    }
  }

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  /** What a client may set of an object's resource. */
  static ObjectNode attributes(JsonNode resource) {
    ObjectNode attributes = GcsAnswer.JSON.createObjectNode();
    for (String name : SETTABLE) {
      if (resource.hasNonNull(name)) {
        attributes.set(name, resource.get(name));
      }
    }
    return attributes;
  }

  GcsAnswer answer(GcsRequest request, GcsBucket bucket) throws IOException {
    bucket.check(request, "storage.objects.create");
    String type = request.query().getOrDefault("uploadType", "media");
    return switch (type) {
      case "media" -> media(request, bucket);
      case "multipart" -> multipart(request, bucket);
      case "resumable" ->
          request.query().containsKey("upload_id") ? goOn(request, bucket) : start(request, bucket);
      default -> throw new GcsException(400, "invalid", "Invalid uploadType: " + type);
    };
  }

  private static GcsAnswer media(GcsRequest request, GcsBucket bucket) {
    ObjectNode attributes = GcsAnswer.JSON.createObjectNode();
    attributes.put("contentType", type(request.headers().get("content-type")));
    if (request.query().containsKey("contentEncoding")) {
      attributes.put("contentEncoding", request.query().get("contentEncoding"));
    }
    return store(request, bucket, name(request, null), request.body(), attributes);
  }

  private static GcsAnswer multipart(GcsRequest request, GcsBucket bucket) throws IOException {
    List<GcsPart> parts = GcsPart.read(request.headers().get("content-type"), request.body());
    if (parts.size() != 2) {
      throw new GcsException(400, "badRequest", "Wanted two parts, got " + parts.size());
    }
    JsonNode resource = GcsAnswer.JSON.readTree(parts.get(0).body());
    ObjectNode attributes = attributes(resource);
    if (!attributes.has("contentType")) {
      attributes.put("contentType", type(parts.get(1).headers().get("content-type")));
    }
    return store(request, bucket, name(request, resource), parts.get(1).body(), attributes);
  }

  private GcsAnswer start(GcsRequest request, GcsBucket bucket) throws IOException {
    JsonNode resource =
        request.body().length == 0
            ? GcsAnswer.JSON.createObjectNode()
            : GcsAnswer.JSON.readTree(request.body());
    ObjectNode attributes = attributes(resource);
    if (!attributes.has("contentType")) {
      attributes.put("contentType", type(request.headers().get("x-upload-content-type")));
    }
    String name = name(request, resource);
    GcsPreconditions.checkWrite(request, bucket.get(name));
    String id = UUID.randomUUID().toString();
    sessions.put(id, new Session(request, name, attributes));
    return GcsAnswer.of(200)
        .with("X-GUploader-UploadID", id)
        .with(
            "Location",
            "http://"
                + request.headers().get("host")
                + "/upload/storage/v1/b/"
                + bucket.name()
                + "/o?uploadType=resumable&upload_id="
                + id);
  }

  private GcsAnswer goOn(GcsRequest request, GcsBucket bucket) throws IOException {
    Session session = sessions.get(request.query().get("upload_id"));
    if (session == null) {
      throw new GcsException(410, "gone", "No such upload session");
    }
    synchronized (session) {
      if (request.method().equals("DELETE")) {
        sessions.remove(request.query().get("upload_id"));
        return GcsAnswer.of(499);
      }
      if (session.done != null) {
        return session.done;
      }
      String range = request.headers().get("content-range");
      if (range == null) {
        return finish(session, bucket, request.body());
      }
      Matcher m = CONTENT_RANGE.matcher(range);
      if (!m.matches()) {
        throw new GcsException(400, "invalid", "Failed to parse Content-Range header.");
      }
      boolean last = !m.group(4).equals("*");
      if (m.group(2) == null) {
        boolean whole = last && Long.parseLong(m.group(4)) == session.bytes.size();
        return whole ? finish(session, bucket, new byte[0]) : incomplete(session);
      }
      return chunk(session, bucket, request.body(), m);
    }
  }

  private static GcsAnswer chunk(Session session, GcsBucket bucket, byte[] body, Matcher m)
      throws IOException {
    long from = Long.parseLong(m.group(2));
    long to = Long.parseLong(m.group(3));
    boolean last = !m.group(4).equals("*") && Long.parseLong(m.group(4)) == to + 1;
    if (from > session.bytes.size() || to - from + 1 != body.length) {
      throw new GcsException(400, "invalid", "Invalid Content-Range: " + m.group());
    }
    if (!last && body.length % CHUNK != 0) {
      throw new GcsException(
          400, "invalid", "Chunks but the last must be multiples of 256 KiB, not " + body.length);
    }
    int known = (int) (session.bytes.size() - from);
    byte[] more = java.util.Arrays.copyOfRange(body, Math.min(known, body.length), body.length);
    if (last) {
      return finish(session, bucket, more);
    }
    session.bytes.write(more);
    return incomplete(session);
  }

  private static GcsAnswer incomplete(Session session) {
    GcsAnswer answer = GcsAnswer.of(308);
    return session.bytes.size() == 0
        ? answer
        : answer.with("Range", "bytes=0-" + (session.bytes.size() - 1));
  }

  private static GcsAnswer finish(Session session, GcsBucket bucket, byte[] last)
      throws IOException {
    session.bytes.write(last);
    session.done =
        store(session.start, bucket, session.name, session.bytes.toByteArray(), session.attributes);
    return session.done;
  }

  private static GcsAnswer store(
      GcsRequest request, GcsBucket bucket, String name, byte[] bytes, ObjectNode attributes) {
    synchronized (bucket) {
      GcsPreconditions.checkWrite(request, bucket.get(name));
      GcsCopies.mayReplace(request, bucket, name);
      return GcsAnswer.json(bucket.store(name, bytes, attributes, 0).resource());
    }
  }

  private static String name(GcsRequest request, JsonNode resource) {
    String name = request.query().get("name");
    if (name == null && resource != null && resource.hasNonNull("name")) {
      name = resource.path("name").asText();
    }
    if (name == null || name.isEmpty()) {
      throw new GcsException(400, "required", "Required object name is missing");
    }
    return name;
  }

  private static String type(String header) {
    return header == null ? "application/octet-stream" : header;
  }
}
