package org.paperbeam.metrics;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Lineage;

/**
 * What a job reads and writes, told to Beam's {@link Lineage}: {@code gcs:BUCKET.OBJECT} as Beam's
 * own file system names it, {@code file:PATH}, {@code https:HOST.PATH}. Names of places only: no
 * query, no user and no data. To be called where metrics can be, from a step of the job.
 */
public final class DataLineage {
  private DataLineage() {}

  /** The job reads that place: a path, or a URL of a file system or of a service. */
  public static void read(String place) {
    report(Lineage.getSources(), place);
  }

  /** The job writes there. */
  public static void written(String place) {
    report(Lineage.getSinks(), place);
  }

  private static void report(Lineage lineage, String place) {
    int scheme = place.indexOf("://");
    if (scheme < 0) {
      lineage.add("file", List.of(Path.of(place).toAbsolutePath().normalize().toString()));
      return;
    }
    String system = place.substring(0, scheme);
    if (system.startsWith("http")) {
      URI uri = URI.create(place);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      lineage.add(system, segments(uri.getHost() + port + uri.getPath()));
    } else {
      lineage.add(system.equals("gs") ? "gcs" : system, segments(place.substring(scheme + 3)));
    }
  }

  /** The first part, and all that comes after it. */
  private static List<String> segments(String place) {
    List<String> segments = new ArrayList<>();
    for (String part : place.split("/", 2)) {
      if (!part.isEmpty()) {
        segments.add(part);
      }
    }
    return segments;
  }
}
