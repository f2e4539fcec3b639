package org.paperbeam.contract;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.paperbeam.testing.gcs.GcsBucket;
import org.paperbeam.testing.gcs.GcsObject;
import org.paperbeam.testing.gcs.GcsServer;

/** A bucket of a loopback server of Google Cloud Storage. */
public final class GcsStorage implements TestStorage {
  private static final String BUCKET = "paperbeam-test";

  private final GcsServer server = GcsServer.start();
  private final GcsBucket bucket = server.createBucket(BUCKET);

  /** The server, to make things go wrong and to count. */
  public GcsServer server() {
    return server;
  }

  /** The bucket, to see what users see beside the bytes. */
  public GcsBucket bucket() {
    return bucket;
  }

  @Override
  public String path(String relative) {
    return "gs://" + BUCKET + "/" + relative;
  }

  @Override
  public List<String> options() {
    return List.of("--gcsEndpoint=" + server.endpoint());
  }

  @Override
  public void write(String relative, byte[] bytes) {
    bucket.put(relative, bytes);
  }

  @Override
  public byte[] read(String relative) throws IOException {
    GcsObject object = bucket.get(relative);
    if (object == null) {
      throw new FileNotFoundException(relative);
    }
    return object.bytes();
  }

  @Override
  public List<String> files(String relative) {
    return bucket.names(relative).stream()
        .filter(
            name -> relative.isEmpty() || name.equals(relative) || name.startsWith(relative + "/"))
        .toList();
  }

  @Override
  public void delete(String relative) {
    bucket.remove(relative);
  }

  @Override
  public void close() {
    server.close();
  }
}
