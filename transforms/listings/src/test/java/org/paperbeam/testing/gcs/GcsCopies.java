package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Makes objects from objects. */
final class GcsCopies {
  private static final int MOST_SOURCES = 32;

  private GcsCopies() {}

  static GcsAnswer copy(GcsRequest request, GcsBucket from, GcsBucket to) throws IOException {
    return GcsAnswer.json(copied(request, from, to).resource());
  }

  /** A rewrite within one location is done at once. */
  static GcsAnswer rewrite(GcsRequest request, GcsBucket from, GcsBucket to) throws IOException {
    GcsObject made = copied(request, from, to);
    String size = Integer.toString(made.bytes().length);
    return GcsAnswer.json(
        GcsAnswer.JSON
            .createObjectNode()
            .put("kind", "storage#rewriteResponse")
            .put("totalBytesRewritten", size)
            .put("objectSize", size)
            .put("done", true)
            .set("resource", made.resource()));
  }

  private static GcsObject copied(GcsRequest request, GcsBucket from, GcsBucket to)
      throws IOException {
    from.check(request, "storage.objects.get");
    to.check(request, "storage.objects.create");
    GcsObject source =
        GcsObjects.find(from, request.path().get(3), request.number("sourceGeneration"));
    GcsPreconditions.checkSource(request, source);
    String name = request.path().get(8);
    ObjectNode attributes = source.attributes().deepCopy();
    if (request.body().length > 0) {
      ObjectNode given = GcsUploads.attributes(GcsAnswer.JSON.readTree(request.body()));
      if (!given.isEmpty()) {
        attributes = given;
      }
    }
    synchronized (to) {
      GcsPreconditions.checkWrite(request, to.get(name));
      mayReplace(request, to, name);
      return to.store(name, source.bytes(), attributes, 0);
    }
  }

  static GcsAnswer compose(GcsRequest request, GcsBucket bucket) throws IOException {
    bucket.check(request, "storage.objects.get");
    bucket.check(request, "storage.objects.create");
    JsonNode body = GcsAnswer.JSON.readTree(request.body());
    JsonNode sources = body.path("sourceObjects");
    if (sources.isEmpty() || sources.size() > MOST_SOURCES) {
      throw new GcsException(
          400,
          "invalid",
          "The number of source components provided (" + sources.size() + ") is not 1 to 32");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int components = 0;
    synchronized (bucket) {
      for (JsonNode source : sources) {
        Long generation = source.has("generation") ? source.path("generation").asLong() : null;
        GcsObject object = GcsObjects.find(bucket, source.path("name").asText(), generation);
        JsonNode match = source.path("objectPreconditions").path("ifGenerationMatch");
        if (!match.isMissingNode() && match.asLong() != object.generation()) {
          throw GcsPreconditions.failed(412);
        }
        bytes.write(object.bytes());
        components += Math.max(1, object.components());
      }
      String name = request.path().get(3);
      GcsPreconditions.checkWrite(request, bucket.get(name));
      mayReplace(request, bucket, name);
      ObjectNode attributes = GcsUploads.attributes(body.path("destination"));
      GcsObject made = bucket.store(name, bytes.toByteArray(), attributes, components);
      return GcsAnswer.json(made.resource());
    }
  }

  /** To replace an object takes the right to delete it. */
  static void mayReplace(GcsRequest request, GcsBucket bucket, String name) {
    if (bucket.get(name) != null) {
      bucket.check(request, "storage.objects.delete");
    }
  }
}
