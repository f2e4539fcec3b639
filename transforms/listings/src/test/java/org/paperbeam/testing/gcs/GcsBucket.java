package org.paperbeam.testing.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A bucket: its objects and its rules. Safe for many threads. */
public final class GcsBucket {
  private static final AtomicLong GENERATION = new AtomicLong(1_700_000_000_000_000L);

  /** Objects are listed in the order of the UTF-8 bytes of their names. */
  private static final Comparator<String> UTF_8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final String name;
  private final TreeMap<String, GcsObject> objects = new TreeMap<>(UTF_8);
  private final Set<String> denied = new HashSet<>();
  private boolean credentialsWanted;
  private boolean requesterPays;
  private Duration retention = Duration.ZERO;
  private Duration softDelete = Duration.ZERO;
  private Consumer<GcsObject> listener = object -> {};
  private final List<GcsObject> history = new ArrayList<>();
  private final List<GcsObject> softDeleted = new ArrayList<>();

  GcsBucket(String name) {
    this.name = name;
  }

  /** Takes rights away, e.g. {@code storage.objects.create}. */
  public synchronized GcsBucket denying(String... permissions) {
    denied.addAll(List.of(permissions));
    return this;
  }

  /** Requests without a credential may only read objects and list. */
  public synchronized GcsBucket publicForReading() {
    credentialsWanted = true;
    return this;
  }

  /** Requests must say which project pays. */
  public synchronized GcsBucket requesterPays() {
    requesterPays = true;
    return this;
  }

  /** No object may be replaced or deleted before it is that old; no time ends the policy. */
  public synchronized GcsBucket withRetention(Duration period) {
    retention = period;
    return this;
  }

  /** What is replaced or deleted stays for that long, where no list shows it unless asked to. */
  public synchronized GcsBucket withSoftDelete(Duration period) {
    softDelete = period;
    return this;
  }

  public String name() {
    return name;
  }

  /** Names of all objects below a prefix, sorted. */
  public synchronized List<String> names(String prefix) {
    return objects.keySet().stream().filter(n -> n.startsWith(prefix)).toList();
  }

  /** The live generation of an object, or null. */
  public synchronized GcsObject get(String object) {
    return objects.get(object);
  }

  /** Hears of every object that has just appeared, before who wrote it does. */
  public synchronized void onStored(Consumer<GcsObject> newListener) {
    listener = newListener;
  }

  /** Every generation that was ever there, in the order in which they appeared. */
  public synchronized List<GcsObject> history() {
    return List.copyOf(history);
  }

  /** Starts the history again from nothing. */
  public synchronized void forgetHistory() {
    history.clear();
  }

  /** What was replaced or deleted and can still be restored, in that order. */
  public synchronized List<GcsObject> softDeleted() {
    return List.copyOf(softDeleted);
  }

  synchronized GcsObject restore(String object, Long generation) {
    for (GcsObject gone : softDeleted) {
      if (gone.name().equals(object) && generation != null && generation == gone.generation()) {
        return store(object, gone.bytes(), gone.attributes(), gone.components());
      }
    }
    throw new GcsException(404, "notFound", "No such object: " + name + "/" + object);
  }

  /** Puts an object there, without a request. */
  public synchronized GcsObject put(String object, byte[] bytes) {
    ObjectNode attributes =
        GcsAnswer.JSON.createObjectNode().put("contentType", "application/octet-stream");
    return store(object, bytes, attributes, 0);
  }

  synchronized GcsObject store(String object, byte[] bytes, ObjectNode attributes, int components) {
    leave(objects.get(object));
    GcsObject stored =
        new GcsObject(
            name,
            object,
            bytes,
            GENERATION.incrementAndGet(),
            1,
            Instant.now(),
            attributes,
            components);
    objects.put(object, stored);
    history.add(stored);
    listener.accept(stored);
    return stored;
  }

  synchronized void replaceAttributes(GcsObject changed) {
    objects.put(changed.name(), changed);
  }

  public synchronized void remove(String object) {
    leave(objects.get(object));
    objects.remove(object);
  }

  /** An object is about to be replaced or deleted. */
  private void leave(GcsObject old) {
    if (old == null) {
      return;
    }
    Instant end = old.created().plus(retention);
    if (Instant.now().isBefore(end)) {
      throw new GcsException(
          403,
          "retentionPolicyNotMet",
          "Object '"
              + name
              + "/"
              + old.name()
              + "' is subject to bucket's retention policy or object retention and cannot be"
              + " deleted or overwritten until "
              + end);
    }
    if (!softDelete.isZero()) {
      softDeleted.add(old);
    }
  }

  /** Throws unless the caller has a right, and says who pays. */
  synchronized void check(GcsRequest request, String permission) {
    String authorization = request.headers().get("authorization");
    if (authorization != null && !authorization.equals("Bearer " + GcsServer.TOKEN)) {
      throw new GcsException(401, "authError", "Invalid Credentials");
    }
    boolean reads = permission.endsWith(".get") || permission.endsWith(".list");
    if (request.isAnonymous() && credentialsWanted && !reads) {
      throw new GcsException(
          401, "required", "Anonymous caller does not have " + permission + access(permission));
    }
    if (denied.contains(permission)) {
      throw new GcsException(
          403, "forbidden", "someone@example.org does not have " + permission + access(permission));
    }
    if (requesterPays && request.userProject() == null) {
      throw new GcsException(
          400, "required", "Bucket is a requester pays bucket but no user project provided.");
    }
  }

  private String access(String permission) {
    return " access to the Google Cloud Storage "
        + (permission.startsWith("storage.buckets") || permission.endsWith(".list")
            ? "bucket"
            : "object")
        + ". Permission '"
        + permission
        + "' denied on resource (or it may not exist).";
  }

  synchronized boolean isDenied(String permission) {
    return denied.contains(permission);
  }

  synchronized ObjectNode resource() {
    ObjectNode node = GcsAnswer.JSON.createObjectNode();
    if (!retention.isZero()) {
      node.putObject("retentionPolicy").put("retentionPeriod", "" + retention.toSeconds());
    }
    if (!softDelete.isZero()) {
      node.putObject("softDeletePolicy")
          .put("retentionDurationSeconds", "" + softDelete.toSeconds());
    }
    return node.put("kind", "storage#bucket")
        .put("id", name)
        .put("name", name)
        .put("projectNumber", "1")
        .put("location", "US")
        .put("storageClass", "STANDARD")
        .put("metageneration", "1");
  }
}
