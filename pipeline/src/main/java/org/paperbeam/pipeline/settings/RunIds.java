package org.paperbeam.pipeline.settings;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Names of runs: sortable by time, and different for two runs of the same second. */
public final class RunIds {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private RunIds() {}

  /** Such as {@code 20261121T230718Z-4f2a91}. */
  public static String next(Instant startedAt, RandomGenerator random) {
    return SECOND.format(startedAt) + String.format("-%06x", random.nextInt(1 << 24));
  }
}
