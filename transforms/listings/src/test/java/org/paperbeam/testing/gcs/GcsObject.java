package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * One generation of an object.
 *
 * @param attributes what a client may set: {@code contentType}, {@code cacheControl}, {@code
 *     contentEncoding}, {@code metadata} ...
 * @param components how many objects were composed into this one; 0 for an upload
 */
@SuppressWarnings("ArrayRecordComponent")
public record GcsObject(
    String bucket,
    String name,
    byte[] bytes,
    long generation,
    long metageneration,
    Instant created,
    ObjectNode attributes,
    int components) {

  /** An attribute as text, or null, e.g. {@code contentType}. */
  public String attribute(String attribute) {
    JsonNode value = attributes.path(attribute);
    return value.isTextual() ? value.textValue() : null;
  }

  /** The {@code storage#object} resource. */
  ObjectNode resource() {
    ObjectNode node = attributes.deepCopy();
    node.put("kind", "storage#object");
    node.put("id", bucket + "/" + name + "/" + generation);
    node.put("name", name);
    node.put("bucket", bucket);
    node.put("generation", Long.toString(generation));
    node.put("metageneration", Long.toString(metageneration));
    node.put("storageClass", "STANDARD");
    node.put("size", Integer.toString(bytes.length));
    node.put("crc32c", crc32c());
    node.put("etag", etag());
    node.put("timeCreated", created.toString());
    node.put("updated", created.toString());
    if (components > 0) {
      node.put("componentCount", components);
    } else {
      node.put("md5Hash", md5());
    }
    return node;
  }

  String etag() {
    return "C" + generation + "M" + metageneration;
  }

  String crc32c() {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  String md5() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
