package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads, lists, changes and deletes objects. */
final class GcsObjects {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int MOST_RESULTS = 1000;

  private GcsObjects() {}

  /** The object that a request names, or the answer 404. */
  static GcsObject find(GcsBucket bucket, String name, Long generation) {
    GcsObject object = bucket.get(name);
    if (object == null || (generation != null && generation != object.generation())) {
      throw new GcsException(404, "notFound", "No such object: " + bucket.name() + "/" + name);
    }
    return object;
  }

  static GcsAnswer get(GcsRequest request, GcsBucket bucket, String name) {
    bucket.check(request, "storage.objects.get");
    GcsObject object = find(bucket, name, request.number("generation"));
    GcsPreconditions.checkRead(request, object);
    return GcsAnswer.json(object.resource()).with("ETag", object.etag());
  }

  static GcsAnswer media(GcsRequest request, GcsBucket bucket, String name) throws IOException {
    bucket.check(request, "storage.objects.get");
    GcsObject object = find(bucket, name, request.number("generation"));
    GcsPreconditions.checkRead(request, object);
    Map<String, String> headers = new TreeMap<>();
    String type = object.attribute("contentType");
    headers.put("Content-Type", type == null ? "application/octet-stream" : type);
    if (object.attribute("cacheControl") != null) {
      headers.put("Cache-Control", object.attribute("cacheControl"));
    }
    headers.put("ETag", object.etag());
    headers.put("X-Goog-Generation", Long.toString(object.generation()));
    headers.put("X-Goog-Metageneration", Long.toString(object.metageneration()));
    headers.put("X-Goog-Hash", "crc32c=" + object.crc32c() + ",md5=" + object.md5());
    headers.put("X-Goog-Stored-Content-Length", Integer.toString(object.bytes().length));
    byte[] bytes = object.bytes();
    if ("gzip".equals(object.attribute("contentEncoding"))) {
      headers.put("X-Goog-Stored-Content-Encoding", "gzip");
      if (request.headers().getOrDefault("accept-encoding", "").contains("gzip")) {
        headers.put("Content-Encoding", "gzip");
      } else {
        // Decompressive transcoding: the whole object, whatever the range.
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        return new GcsAnswer(200, headers, plain);
      }
    }
    return range(request.headers().get("range"), headers, bytes);
  }

  private static GcsAnswer range(String range, Map<String, String> headers, byte[] bytes) {
    Matcher m = RANGE.matcher(range == null ? "" : range);
    if (!m.matches()) {
      return new GcsAnswer(200, headers, bytes);
    }
    int from;
    int until = bytes.length;
    if (m.group(1).isEmpty()) {
      from = (int) Math.max(0, bytes.length - Long.parseLong(m.group(2)));
    } else {
      from = (int) Math.min(bytes.length, Long.parseLong(m.group(1)));
      if (!m.group(2).isEmpty()) {
        until = (int) Math.min(bytes.length, Long.parseLong(m.group(2)) + 1);
      }
    }
    if (from >= until) {
      throw new GcsException(
          GcsAnswer.error(416, "requestedRangeNotSatisfiable", "Requested range not satisfiable")
              .with("Content-Range", "bytes */" + bytes.length));
    }
    headers.put("Content-Range", "bytes " + from + "-" + (until - 1) + "/" + bytes.length);
    return new GcsAnswer(206, headers, Arrays.copyOfRange(bytes, from, until));
  }

  static GcsAnswer list(GcsRequest request, GcsBucket bucket) {
    bucket.check(request, "storage.objects.list");
    if ("true".equals(request.query().get("softDeleted"))) {
      return softDeleted(request, bucket);
    }
    String prefix = request.query().getOrDefault("prefix", "");
    String delimiter = request.query().getOrDefault("delimiter", "");
    String start = request.query().getOrDefault("startOffset", "");
    String end = request.query().getOrDefault("endOffset", "");
    String after = token(request.query().get("pageToken"));
    Long wanted = request.number("maxResults");
    long most = wanted == null ? MOST_RESULTS : Math.min(wanted, MOST_RESULTS);
    ArrayNode items = GcsAnswer.JSON.createArrayNode();
    Set<String> prefixes = new LinkedHashSet<>();
    String last = null;
    boolean more = false;
    for (String name : bucket.names(prefix)) {
      boolean outside =
          name.compareTo(after) <= 0
              || (!after.isEmpty() && after.endsWith("/") && name.startsWith(after))
              || name.compareTo(start) < 0
              || (!end.isEmpty() && name.compareTo(end) >= 0);
      int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
      String folder = cut < 0 ? null : name.substring(0, cut + delimiter.length());
      if (outside || (folder != null && prefixes.contains(folder))) {
        continue;
      }
      if (items.size() + prefixes.size() >= most) {
        more = true;
        break;
      }
      if (folder == null) {
        GcsObject object = bucket.get(name);
        if (object != null) {
          items.add(object.resource());
        }
      } else {
        prefixes.add(folder);
      }
      last = folder == null ? name : folder;
    }
    ObjectNode page = GcsAnswer.JSON.createObjectNode().put("kind", "storage#objects");
    if (more && last != null) {
      page.put(
          "nextPageToken",
          Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
    if (!prefixes.isEmpty()) {
      ArrayNode folders = page.putArray("prefixes");
      prefixes.forEach(folders::add);
    }
    if (!items.isEmpty()) {
      page.set("items", items);
    }
    return GcsAnswer.json(page);
  }

  /** Only what was deleted; never together with what is live. */
  private static GcsAnswer softDeleted(GcsRequest request, GcsBucket bucket) {
    String prefix = request.query().getOrDefault("prefix", "");
    ObjectNode page = GcsAnswer.JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = page.putArray("items");
    bucket.softDeleted().stream()
        .filter(object -> object.name().startsWith(prefix))
        .forEach(object -> items.add(object.resource()));
    return GcsAnswer.json(page);
  }

  private static String token(String pageToken) {
    try {
      return pageToken == null
          ? ""
          : new String(Base64.getUrlDecoder().decode(pageToken), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new GcsException(400, "invalid", "Invalid page token: " + e.getMessage());
    }
  }

  static GcsAnswer delete(GcsRequest request, GcsBucket bucket, String name) {
    bucket.check(request, "storage.objects.delete");
    synchronized (bucket) {
      GcsObject object = find(bucket, name, request.number("generation"));
      GcsPreconditions.checkWrite(request, object);
      bucket.remove(name);
    }
    return GcsAnswer.of(204);
  }

  static GcsAnswer patch(GcsRequest request, GcsBucket bucket, String name) throws IOException {
    bucket.check(request, "storage.objects.update");
    synchronized (bucket) {
      GcsObject object = find(bucket, name, request.number("generation"));
      GcsPreconditions.checkWrite(request, object);
      ObjectNode attributes =
          request.method().equals("PUT")
              ? GcsAnswer.JSON.createObjectNode()
              : object.attributes().deepCopy();
      attributes.setAll((ObjectNode) GcsAnswer.JSON.readTree(request.body()));
      GcsObject changed =
          new GcsObject(
              object.bucket(),
              object.name(),
              object.bytes(),
              object.generation(),
              object.metageneration() + 1,
              object.created(),
              attributes,
              object.components());
      bucket.replaceAttributes(changed);
      return GcsAnswer.json(changed.resource());
    }
  }
}
