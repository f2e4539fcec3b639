package org.paperbeam.pipeline.google;

import com.google.cloud.storage.BlobId;
import java.io.IOException;

/**
 * A bucket and an object name, or the beginning of one.
 *
 * @param bucket never empty
 * @param object may be empty, for the bucket's top
 */
record GcsPath(String bucket, String object) {
  private static final String SCHEME = "gs://";

  /** Whether a path option names a place on Google Cloud Storage. */
  static boolean isOne(String path) {
    return path.startsWith(SCHEME);
  }

  static GcsPath of(String path) throws IOException {
    String rest = path.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    if (bucket.isEmpty()) {
      throw new IOException(path + " names no bucket: write gs://BUCKET/FOLDER");
    }
    return new GcsPath(bucket, slash < 0 ? "" : rest.substring(slash + 1));
  }

  /** The path of something below a folder. */
  static GcsPath below(String folder, String relative) throws IOException {
    return of(folder + "/" + relative);
  }

  /** The object, whichever generation of it is there. */
  BlobId id() {
    return BlobId.of(bucket, object);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + object;
  }
}
