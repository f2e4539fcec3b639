package org.paperbeam.storage;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What must stand at a path for a write to happen.
 *
 * @param kind which of the three
 * @param version the version that must stand there still, for {@link Kind#UNCHANGED}; else null
 */
public record WriteCondition(Kind kind, @Nullable String version) {
  /** The sorts of conditions. */
  public enum Kind {
    ANYTHING,
    ABSENT,
    UNCHANGED
  }

  /** Whatever stands there is replaced. */
  public static WriteCondition anything() {
    return new WriteCondition(Kind.ANYTHING, null);
  }

  /** Nothing stands there. */
  public static WriteCondition absent() {
    return new WriteCondition(Kind.ABSENT, null);
  }

  /** Whether it is true of what stands there; null stands for nothing. */
  boolean holdsFor(@Nullable StoredFile now) {
    return switch (kind) {
      case ANYTHING -> true;
      case ABSENT -> now == null;
      case UNCHANGED -> now != null && now.version().equals(version);
    };
  }

  /** What was read stands there still; null stands for nothing. */
  public static WriteCondition unchangedSince(@Nullable StoredFile file) {
    return file == null ? absent() : new WriteCondition(Kind.UNCHANGED, file.version());
  }
}
