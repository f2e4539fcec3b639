package org.paperbeam.snapshot;

/** The names of this source's counters, in the namespace of {@link SnapshotIO}: progress only. */
public final class SnapshotMetrics {
  /** Lines read so far, blank ones apart, whether in scope or not. */
  public static final String LINES_READ = "snapshot_lines_read";

  /** Bytes read so far; of compressed files, after unpacking. */
  public static final String BYTES_READ = "snapshot_bytes_read";

  private SnapshotMetrics() {}
}
